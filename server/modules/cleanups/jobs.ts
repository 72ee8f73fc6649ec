import type { Job, Sweep } from '../../platform/jobs.ts'
import type { KindName } from './schema.ts'
import { giveUpLook, lookJob, lookThrough } from './service.looks.ts'
import { giveUpRun, runJob, workRun } from './service.runs.ts'
import { forgetRestores, giveUpUndo, undoJob, workUndo } from './service.undo.ts'

interface OfLook {
  readonly kind: KindName
  readonly lookId: string
}
interface OfRun {
  readonly runId: string
}

/** Each looks through tables that may hold millions of rows. */
const slow = { concurrency: 1, longestSeconds: 3_600, retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 60 } }

export const jobs: Job[] = [
  {
    name: lookJob,
    handle: (context, { kind, lookId }: OfLook) => lookThrough(context, kind, lookId),
    givenUp: (context, { lookId }: OfLook) => giveUpLook(context, lookId),
    ...slow,
  },
  {
    name: runJob,
    handle: (context, { runId }: OfRun) => workRun(context, runId),
    givenUp: (context, { runId }: OfRun) => giveUpRun(context, runId),
    ...slow,
  },
  {
    name: undoJob,
    handle: (context, { runId }: OfRun) => workUndo(context, runId),
    givenUp: (context, { runId }: OfRun) => giveUpUndo(context, runId),
    ...slow,
  },
]

export const sweeps: Sweep[] = [{ name: 'cleanups.forget-restores', everySeconds: 3_600, handle: forgetRestores }]
