import type { Command } from './cli.command.ts'
import { readVersion } from './platform/version.ts'

export const version: Command = {
  name: 'version',
  usage: '',
  summary: 'The version of Amends and of the Node that runs it.',
  options: {},
  run: async () => {
    const amends = await readVersion()
    return { words: `Amends ${amends} (Node ${process.version})`, json: { amends, node: process.version } }
  },
}
