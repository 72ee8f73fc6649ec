import { DAY } from '../../lib/time.ts'
import { type Status, undoDays } from './schema.ts'

/** What was there before so many days counts; where age says nothing, all of it. */
export const spanOf = (days: number | null, now: Date): { days: number; before: Date } => ({
  days: days ?? 0,
  before: new Date(now.getTime() - (days ?? 0) * DAY),
})

interface Ended {
  readonly status: Status
  readonly endedAt: Date | null
  readonly undoStatus: Status | null
  readonly hasRestores: boolean
}

/** Whether what a run has cleaned away can be brought back: while the way back is kept, and nobody is on it. */
export const mayUndo = ({ status, endedAt, undoStatus, hasRestores }: Ended, now: Date): boolean =>
  hasRestores &&
  (status === 'done' || status === 'failed') &&
  endedAt !== null &&
  now.getTime() - endedAt.getTime() < undoDays * DAY &&
  (undoStatus === null || undoStatus === 'failed')
