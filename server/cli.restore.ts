import { resolve } from 'node:path'
import { backupFolderOf, chosenBackup, plainly } from './cli.backup.ts'
import { type Command, optional } from './cli.command.ts'
import { restoreDesk } from './main.restore.ts'
import { readConfig } from './platform/config.ts'

export const restore: Command = {
  name: 'restore',
  usage: '--from folder [--name backup] [--into folder]',
  summary:
    'Makes the desk of a backup in an empty AMENDS_DATA (or --into), and an empty database where DATABASE_URL names one; verifies before and after.',
  options: { from: { type: 'string' }, name: { type: 'string' }, into: { type: 'string' } },
  run: async (call) => {
    const folder = backupFolderOf(call, 'from')
    const { name, keys } = await chosenBackup(call, folder)
    const given = readConfig(call.env, call.cwd)
    const into = optional(call, 'into')
    const settings = into === undefined ? given : { ...given, dataFolder: resolve(call.cwd, into) }
    const restored = await restoreDesk({ folder, name, keys, settings, say: call.say }).catch(plainly)
    const { rows, tables, files, jobs, leftJobs, workspaces, madeAt, seconds } = restored
    const broken = workspaces.filter(({ sound }) => !sound)
    const lines = [
      `✓ The desk of ${madeAt} is in ${settings.dataFolder}: ${rows} rows of ${tables} tables, each table equal to its hash; ${files} files; ${jobs} waiting jobs; ${seconds.toFixed(1)} s.`,
      ...(leftJobs > 0
        ? [`· ${leftJobs} waiting jobs are of a kind that this program does not know, and were left out.`]
        : []),
      ...workspaces.map(
        ({ slug, checked, sound }) =>
          `${sound ? '✓' : '✗'} audit log of ${slug}: ${checked} entries${sound ? ', whole' : ', not whole; see npx amends audit verify'}`,
      ),
    ]
    return { words: lines.join('\n'), json: { folder: settings.dataFolder, ...restored }, failed: broken.length > 0 }
  },
}
