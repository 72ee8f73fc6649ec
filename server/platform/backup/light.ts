import type { BackupState } from './state.ts'

/** How backups stand: none wanted; none yet; fine; the last try failed; too old. */
export const backupLights = ['off', 'waiting', 'good', 'failed', 'late'] as const
export type BackupLight = (typeof backupLights)[number]

const hourMs = 3_600_000

/** What the light shows: red (`late`) once the last whole backup is older than two intervals, or none came and a try failed. */
export function backupLight(state: BackupState, everyHours: number | null, now: Date): BackupLight {
  const { success, failure } = state
  if (everyHours === null) return 'off'
  if (!success) return failure ? 'late' : 'waiting'
  if (now.getTime() - Date.parse(success.at) > 2 * everyHours * hourMs) return 'late'
  return failure ? 'failed' : 'good'
}

/** After a failure a try is made so much later, or after an interval where that is shorter. */
const retryHours = 1

/** When the next backup is due: an interval after the last, at once where there was none, an hour after a failure. */
export function nextBackup({ success, failure }: BackupState, everyHours: number, now: Date): Date {
  const due = success ? Date.parse(success.at) + everyHours * hourMs : now.getTime()
  const again = failure ? Date.parse(failure.at) + Math.min(retryHours, everyHours) * hourMs : 0
  return new Date(Math.max(due, again))
}
