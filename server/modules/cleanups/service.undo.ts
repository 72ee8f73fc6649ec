import { DAY } from '../../lib/time.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import { mayUndo } from './rules.ts'
import { type CleanupRun, undoDays } from './schema.ts'
import { offeredKind } from './service.kinds.ts'
import { askForLooks } from './service.looks.ts'
import { asRun } from './service.ts'
import * as runs from './store.runs.ts'
import * as store from './store.ts'

export const undoJob = 'cleanups.undo'

/** Brought back by one transaction. */
const atOnce = 100

/** Has what a run cleaned away brought back, by a job. Refuses `cleanups.not-undoable` where nothing can be. */
export function askForUndo(context: Context, runId: string): Promise<CleanupRun> {
  return transact(context, async (context) => {
    const known = await runs.readRun(context.db, runId)
    if (!known) throw new Refusal('cleanups.run-not-found')
    const look = await store.lockLook(context.db, known.kind)
    const run = await runs.lockRun(context.db, runId)
    if (!run || !mayUndo(run, context.now())) throw new Refusal('cleanups.not-undoable')
    const isLooking = look?.status === 'waiting' || look?.status === 'running'
    if (isLooking || (await runs.openRun(context.db, run.kind))) throw new Refusal('cleanups.busy')
    await runs.updateRun(context.db, runId, { undoStatus: 'waiting', undoneBy: context.actor.id })
    await enqueue(context, undoJob, { runId }, { key: runId })
    await recordAudit(context, {
      action: 'cleanups.undo-asked',
      subject: { kind: 'cleanup', id: run.kind },
      notes: { run: runId },
    })
    return asRun(context, { ...run, undoStatus: 'waiting', undoneBy: context.actor.id })
  })
}

/** Brings back what a run cleaned away, the last first, part by part. What came back some other way since stays as it is. */
export async function workUndo(context: Context, runId: string): Promise<void> {
  for (let more = true; more; ) more = await transact(context, (context) => undoOnce(context, runId))
}

async function undoOnce(context: Context, runId: string): Promise<boolean> {
  const run = await runs.lockRun(context.db, runId)
  if (run?.undoStatus !== 'waiting' && run?.undoStatus !== 'running') return false
  const restores = await runs.takeRestores(context.db, runId, atOnce)
  const kind = await offeredKind(context, run.kind)
  if (restores.length === 0 || !kind.restore) {
    await runs.updateRun(context.db, runId, { undoStatus: 'done', undoEndedAt: context.now() })
    await recordAudit(context, {
      action: 'cleanups.undone',
      subject: { kind: 'cleanup', id: run.kind },
      notes: { run: runId, askedBy: run.undoneBy, undone: run.undone },
    })
    await askForLooks(context, [run.kind])
    return false
  }
  const undone = run.undone + (await kind.restore(context, restores))
  await runs.updateRun(context.db, runId, { undoStatus: 'running', undone })
  return true
}

/** The job's last try has failed: what is back stays, and whoever may can have it go on. */
export function giveUpUndo(context: Context, runId: string): Promise<void> {
  return transact(context, async (context) => {
    const run = await runs.lockRun(context.db, runId)
    if (run?.undoStatus === 'waiting' || run?.undoStatus === 'running')
      await runs.updateRun(context.db, runId, { undoStatus: 'failed', undoEndedAt: context.now() })
  })
}

/** Forgets the way back of cleanups that are too old for it. */
export const forgetRestores = (context: Context): Promise<void> =>
  runs.dropRestores(context.db, new Date(context.now().getTime() - undoDays * DAY))
