import type { Command } from './cli.command.ts'
import { openDatabase } from './main.database.ts'
import { readConfig } from './platform/config.ts'
import { openFolder } from './platform/folder.ts'

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the schema of this program, as every start does too.',
  options: {},
  run: async ({ env, cwd, say }) => {
    const settings = readConfig(env, cwd)
    await openFolder(settings.dataFolder)
    const database = await openDatabase(settings, { share: true, say })
    try {
      const { applied, at } = database.migration
      const words =
        applied.length === 0 ? `Nothing to do: step ${at}.` : `Now at step ${at}. Applied:\n  ${applied.join('\n  ')}`
      return { words, json: { applied, at } }
    } finally {
      await database.stop()
    }
  },
}
