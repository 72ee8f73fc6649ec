import { expect, test } from 'vitest'
import { backupLight, nextBackup } from './light.ts'
import type { BackupState } from './state.ts'

const now = new Date('2026-03-10T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
const successAt = (hours: number): NonNullable<BackupState['success']> => ({
  name: 'any',
  at: hoursAgo(hours),
  seconds: 1,
  tables: 1,
  rows: 1,
  tableBytes: 1,
  files: 0,
  newFiles: 0,
  storedBytes: 1,
  broken: [],
  removed: 0,
})
const failureAt = (hours: number) => ({ at: hoursAgo(hours), reason: 'ENOSPC' })

test.each<[BackupState, number | null, string]>([
  [{}, null, 'off'],
  [{ success: successAt(1) }, null, 'off'],
  [{}, 24, 'waiting'],
  [{ failure: failureAt(0) }, 24, 'late'],
  [{ success: successAt(47.9) }, 24, 'good'],
  [{ success: successAt(48) }, 24, 'good'],
  [{ success: successAt(48.1) }, 24, 'late'],
  [{ success: successAt(20), failure: failureAt(1) }, 24, 'failed'],
  [{ success: successAt(49), failure: failureAt(1) }, 24, 'late'],
  [{ success: successAt(2.1) }, 1, 'late'],
])('of %j every %j hours the light is %s', (state, everyHours, light) => {
  expect(backupLight(state, everyHours, now)).toBe(light)
})

test.each<[BackupState, number, string]>([
  [{}, 24, hoursAgo(0)],
  [{ success: successAt(20) }, 24, hoursAgo(-4)],
  [{ success: successAt(30) }, 24, hoursAgo(6)],
  [{ failure: failureAt(0.25) }, 24, hoursAgo(-0.75)],
  [{ success: successAt(30), failure: failureAt(0.5) }, 24, hoursAgo(-0.5)],
])('after %j every %i hours the next is due at %s', (state, everyHours, due) => {
  expect(nextBackup(state, everyHours, now).toISOString()).toBe(due)
})
