import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from './cli.command.ts'
import { projectRoot } from './platform/config.ts'

/** The version of this program, from package.json. */
export async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as { version: string }
  return version
}

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
