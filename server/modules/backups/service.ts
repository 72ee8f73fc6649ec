import { recordAudit } from '../../platform/audit.ts'
import { backupLight, nextBackup } from '../../platform/backup/light.ts'
import { type BackupState, readBackupState, writeBackupState } from '../../platform/backup/state.ts'
import { BackupUnderWay, isBackupUnderWay, type MadeBackup, takeBackup } from '../../platform/backup/take.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { reasonOf } from '../../platform/folder.ts'
import { enqueue } from '../../platform/jobs.ts'
import { readVersion } from '../../platform/version.ts'
import { workspaceIds } from '../access/index.ts'
import './errors.ts'
import type { BackupStatus } from './schema.ts'

export const backupJob = 'backups.take'

/** How the backups of this installation stand. They are of all workspaces together; how much they hold is told to an only one. */
export async function readStatus(context: Context): Promise<BackupStatus> {
  const { config, databases } = context.services
  const state = await readBackupState(config.dataFolder)
  const everyHours = config.backupFolder === null ? null : config.backupHours
  const { success, failure } = state
  const isOnly = (await workspaceIds(context.services)).length === 1
  return {
    light: backupLight(state, everyHours, context.now()),
    everyHours: config.backupHours,
    keep: config.backupKeep,
    running: await isBackupUnderWay(databases),
    next: everyHours === null ? null : nextBackup(state, everyHours, context.now()),
    last: success ? lastOf(success, isOnly) : null,
    failure: failure ? { at: new Date(failure.at), reason: failure.reason } : null,
  }
}

function lastOf(success: NonNullable<BackupState['success']>, isOnly: boolean): BackupStatus['last'] {
  const { name, at, seconds, broken, rows, tableBytes, files, newFiles, storedBytes } = success
  const holds = isOnly ? { rows, tableBytes, files, newFiles, storedBytes } : null
  return { name, at: new Date(at), seconds, broken: broken.length, holds }
}

/** Has a worker take a backup now; one that waits or is under way already is this one too. */
export async function askForBackup(context: Context): Promise<BackupStatus> {
  if (context.services.config.backupFolder === null) throw new Refusal('backups.not-set-up')
  await transact(context, async (context) => {
    await enqueue(context, backupJob, {}, { key: 'now' })
    await recordAudit(context, {
      action: 'backups.asked',
      subject: { kind: 'workspace', id: context.workspaceId, name: '' },
    })
  })
  return readStatus(context)
}

/** Takes a backup where the time has come. Every workspace's turn asks, and the first one's backup is that of all. */
export async function takeDueBackup(context: Context): Promise<void> {
  const { config } = context.services
  if (config.backupFolder === null) return
  const state = await readBackupState(config.dataFolder)
  if (nextBackup(state, config.backupHours, context.now()) <= context.now()) await takeNow(context)
}

/** Takes a backup and notes what became of it. One that is under way elsewhere will do. */
export async function takeNow(context: Context): Promise<MadeBackup | undefined> {
  const { config, databases, log } = context.services
  if (config.backupFolder === null || config.backupSecret === null) return undefined
  const { dataFolder } = config
  const before = await readBackupState(dataFolder)
  try {
    const made = await takeBackup({
      connect: () => databases.listener(),
      dataFolder,
      secret: config.secret,
      folder: config.backupFolder,
      backupSecret: config.backupSecret,
      keep: config.backupKeep,
      program: await readVersion(),
      now: context.now,
    })
    await writeBackupState(dataFolder, { success: { ...made, broken: [...made.broken] } })
    const { name, seconds, tableBytes, storedBytes, broken } = made
    log.info({ backup: name, seconds, tableBytes, storedBytes }, 'a backup was taken')
    if (broken.length > 0) log.error({ backup: name, files: broken }, 'stored files are damaged and were left out')
    return made
  } catch (error) {
    if (error instanceof BackupUnderWay) return undefined
    log.error({ err: error }, 'a backup failed')
    const failure = { at: context.now().toISOString(), reason: reasonOf(error).slice(0, 200) }
    await writeBackupState(dataFolder, { ...before, failure })
    return undefined
  }
}
