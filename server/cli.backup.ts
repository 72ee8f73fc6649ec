import { resolve } from 'node:path'
import { type Call, type Command, optional, withServices } from './cli.command.ts'
import { keptBackups } from './platform/backup/folder.ts'
import { BackupKeys, WrongKey } from './platform/backup/key.ts'
import { writeBackupState } from './platform/backup/state.ts'
import { BackupUnderWay, takeBackup } from './platform/backup/take.ts'
import { verifyBackup } from './platform/backup/verify.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { readConfig } from './platform/config.ts'
import { readVersion } from './platform/version.ts'

export const backup: Command = {
  name: 'backup',
  usage: '[--to folder]',
  summary:
    'Copies database and files, encrypted with AMENDS_BACKUP_SECRET, into AMENDS_BACKUP_FOLDER or another folder. The desk may go on working.',
  options: { to: { type: 'string' } },
  run: async (call) => {
    const secret = backupSecretOf(call)
    const folder = backupFolderOf(call, 'to')
    return withServices(call, async ({ config, databases, now }) => {
      const made = await takeBackup({
        connect: () => databases.listener(),
        dataFolder: config.dataFolder,
        secret: config.secret,
        folder,
        backupSecret: secret,
        keep: config.backupKeep,
        program: await readVersion(),
        now,
        say: call.say,
      }).catch((error: unknown) => {
        throw error instanceof BackupUnderWay
          ? new CannotStart(
              'A backup is being taken already.',
              'Wait until it is done; npx amends backup verify reads it.',
            )
          : error
      })
      // A copy that somebody takes elsewhere says nothing about the scheduled ones.
      if (folder === config.backupFolder)
        await writeBackupState(config.dataFolder, { success: { ...made, broken: [...made.broken] } })
      const { name, seconds, rows, tables, tableBytes, files, newFiles, storedBytes, broken, removed } = made
      const lines = [
        `The backup ${name} is in ${folder}: ${rows} rows of ${tables} tables (${megabytes(tableBytes)}), ${files} files (${newFiles} new), ${megabytes(storedBytes)} written in ${seconds.toFixed(1)} s.`,
        ...(removed > 0
          ? [`${removed} older ${removed === 1 ? 'one was' : 'ones were'} removed (AMENDS_BACKUP_KEEP).`]
          : []),
        ...broken.map((sha256) => `✗ the stored file ${sha256} is damaged and was left out`),
      ]
      return { words: lines.join('\n'), json: { folder, ...made }, failed: broken.length > 0 }
    })
  },
}

export const backupVerify: Command = {
  name: 'backup verify',
  usage: '[--from folder] [--name backup]',
  summary: 'Reads the newest backup, or the one named, to its last byte and names every part that is damaged.',
  options: { from: { type: 'string' }, name: { type: 'string' } },
  run: async (call) => {
    const folder = backupFolderOf(call, 'from')
    const { name, keys } = await chosenBackup(call, folder)
    const { manifest, damage } = await verifyBackup(folder, name, keys, call.say).catch(plainly)
    const rows = manifest?.tables.reduce((sum, table) => sum + table.rows, 0) ?? 0
    const lines = [
      ...damage.map((words) => `✗ ${words}`),
      damage.length === 0
        ? `✓ ${name}: whole, ${rows} rows of ${manifest?.tables.length} tables, ${manifest?.files.rows} files.`
        : `The backup ${name} is damaged. Take a new one, and see that the disk is sound.`,
    ]
    return { words: lines.join('\n'), json: { name, sound: damage.length === 0, damage }, failed: damage.length > 0 }
  },
}

/** The backup that was named, or the newest, and the keys to open it. @throws CannotStart when there is none */
export async function chosenBackup(call: Call, folder: string): Promise<{ name: string; keys: BackupKeys }> {
  const keys = new BackupKeys(backupSecretOf(call))
  const names = (await keptBackups(folder)).map(({ name }) => name)
  const wanted = optional(call, 'name') ?? names[0]
  if (wanted === undefined || !names.includes(wanted))
    throw new CannotStart(
      wanted === undefined ? `There is no backup in ${folder}.` : `There is no backup "${wanted}" in ${folder}.`,
      names.length === 0 ? 'Name the folder that backups were written to.' : `There are: ${names.join(', ')}`,
    )
  return { name: wanted, keys }
}

/** The folder of an option, or of the settings. */
export function backupFolderOf(call: Call, option: string): string {
  const given = optional(call, option)
  const folder = given === undefined ? call.env.AMENDS_BACKUP_FOLDER?.trim() : given
  if (folder) return resolve(call.cwd, folder)
  throw new CannotStart('No backup folder is named.', `Name one with --${option}, or set AMENDS_BACKUP_FOLDER.`)
}

function backupSecretOf(call: Call): string {
  const { backupSecret } = readConfig(call.env, call.cwd)
  if (backupSecret !== null) return backupSecret
  throw new CannotStart(
    'AMENDS_BACKUP_SECRET is not set.',
    'Set it to the 32 characters or more that backups are encrypted with (a new one: openssl rand -base64 32), and keep a copy elsewhere.',
  )
}

/** A wrong secret is no defect. */
export function plainly(error: unknown): never {
  if (!(error instanceof WrongKey)) throw error
  throw new CannotStart(error.message, 'Set AMENDS_BACKUP_SECRET to the one that was set when the backup was taken.')
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
