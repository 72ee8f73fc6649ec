import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import type { CleanupRun, KindName, NewCleanupRun } from './schema.ts'
import { offeredKind } from './service.kinds.ts'
import { askForLooks } from './service.looks.ts'
import { asRun } from './service.ts'
import * as runs from './store.runs.ts'
import * as store from './store.ts'

export const runJob = 'cleanups.run'

/** Cleaned away by one transaction. */
const atOnce = 100

/**
 * Has what was found of a kind cleaned away, all of it or what was chosen, by a job. Refuses `cleanups.count-changed`
 * where there are not as many as whoever asks has confirmed.
 */
export function askForRun(context: Context, name: KindName, wanted: NewCleanupRun): Promise<CleanupRun> {
  return transact(context, async (context) => {
    const kind = await offeredKind(context, name)
    if (!kind.clean) throw new Refusal('cleanups.only-listed')
    const look = await store.lockLook(context.db, name)
    if (!look || look.status === 'failed') throw new Refusal('cleanups.not-looked')
    if (look.status !== 'done' || (await runs.openRun(context.db, name))) throw new Refusal('cleanups.busy')
    const keys = wanted.keys && (await store.foundAmong(context.db, name, wanted.keys))
    const chosen = keys ? keys.length : look.found
    if (chosen === 0 || chosen !== wanted.expected) throw new Refusal('cleanups.count-changed', { count: chosen })
    const id = context.newId()
    const { days, before } = look
    const asked = { askedBy: context.actor.id, askedAt: context.now() }
    await runs.insertRun(context.db, { id, kind: name, days, before, keys, chosen, ...asked })
    await enqueue(context, runJob, { runId: id }, { key: id })
    await recordAudit(context, {
      action: 'cleanups.started',
      subject: { kind: 'cleanup', id: name },
      notes: { run: id, chosen, days },
    })
    return readOrRefuse(context, id)
  })
}

/**
 * Cleans away what a run is to, part by part, each a transaction of its own, so that a killed worker's job goes on with
 * what is left; then the files that nobody else holds.
 */
export async function workRun(context: Context, runId: string): Promise<void> {
  for (let more = true; more; ) {
    await removeFiles(context, runId)
    more = await transact(context, (context) => runOnce(context, runId))
  }
}

async function runOnce(context: Context, runId: string): Promise<boolean> {
  const known = await runs.readRun(context.db, runId)
  if (!known) return false
  // In the order in which a run is asked for: the look before the run, so that no two wait for one another.
  const look = await store.lockLook(context.db, known.kind)
  const run = await runs.lockRun(context.db, runId)
  if (!look || (run?.status !== 'waiting' && run?.status !== 'running')) return false
  const keys = run.keys?.slice(0, atOnce) ?? (await store.findingsAfter(context.db, run.kind, { limit: atOnce }))
  if (keys.length === 0) {
    await finish(context, run)
    return false
  }
  const kind = await offeredKind(context, run.kind)
  if (!kind.clean) throw new Error(`${run.kind} cannot be cleaned away`)
  const cleaned = await kind.clean(context, keys, run)
  await runs.addRestores(context.db, runId, run.cleaned, cleaned.restores)
  await store.dropFindings(context.db, run.kind, keys)
  await store.updateLook(context.db, look.id, { found: Math.max(0, look.found - keys.length) })
  await runs.updateRun(context.db, runId, {
    status: 'running',
    cleaned: run.cleaned + cleaned.keys.length,
    kept: run.kept + keys.length - cleaned.keys.length,
    files: [...run.files, ...cleaned.files],
    ...(run.keys && { keys: run.keys.slice(atOnce) }),
  })
  return true
}

async function removeFiles(context: Context, runId: string): Promise<void> {
  const run = await runs.readRun(context.db, runId)
  if (!run || run.files.length === 0) return
  await (await offeredKind(context, run.kind)).removeFiles?.(context, run.files)
  await runs.updateRun(context.db, runId, { files: [] })
}

async function finish(context: Context, run: runs.RunRecord): Promise<void> {
  await runs.updateRun(context.db, run.id, { status: 'done', endedAt: context.now() })
  await recordAudit(context, {
    action: 'cleanups.done',
    subject: { kind: 'cleanup', id: run.kind },
    notes: { run: run.id, askedBy: run.askedBy, cleaned: run.cleaned, kept: run.kept },
  })
  await askForLooks(context, [run.kind])
}

/** The job's last try has failed: what is gone stays gone, and the rest can be chosen anew. */
export function giveUpRun(context: Context, runId: string): Promise<void> {
  return transact(context, async (context) => {
    const run = await runs.lockRun(context.db, runId)
    if (run?.status !== 'waiting' && run?.status !== 'running') return
    await runs.updateRun(context.db, runId, { status: 'failed', endedAt: context.now() })
    await recordAudit(context, {
      action: 'cleanups.failed',
      subject: { kind: 'cleanup', id: run.kind },
      notes: { run: run.id, askedBy: run.askedBy, cleaned: run.cleaned, kept: run.kept },
    })
  })
}

async function readOrRefuse(context: Context, id: string): Promise<CleanupRun> {
  const run = await runs.readRun(context.db, id)
  if (!run) throw new Refusal('cleanups.run-not-found')
  return asRun(context, run)
}
