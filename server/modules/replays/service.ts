import { DAY, dayOf } from '../../lib/time.ts'
import { instantOf } from '../../lib/time.zone.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { enqueue } from '../../platform/jobs.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames, readWorkspace } from '../access/index.ts'
import { readyVersions, versionOrRefuse } from '../policies/index.ts'
import { namesOfReturns } from '../returns/index.ts'
import type { NewReplay, ReplayLine, ReplayQuery, ReplayView } from './schema.ts'
import * as store from './store.ts'

export const replayJob = 'replays.run'

/** Two years and a leap day: older returns tell little of today's buyers. */
const mostDays = 732

/**
 * Has a version taken over the past returns of a period by a job. Any version may be: a draft before it is published, one in
 * force, an old one. Refused while the same is being worked at.
 */
export function askForReplay(context: Context, { versionId, from, to }: NewReplay): Promise<ReplayView> {
  return transact(context, async (context) => {
    const version = await versionOrRefuse(context, versionId)
    const [first, last] = [dayOf(from), dayOf(to)]
    if (last < first || last - first >= mostDays) throw new Refusal('replays.no-period', { most: mostDays })
    const { zone } = await readWorkspace(context)
    const id = context.newId()
    const row = {
      id,
      policyId: version.policyId,
      versionId,
      fromDay: from,
      toDay: to,
      fromAt: new Date(instantOf(zone, first * DAY)),
      toAt: new Date(instantOf(zone, (last + 1) * DAY)),
      askedBy: context.actor.id,
      askedAt: context.now(),
    }
    if (!(await store.insertReplay(context.db, row))) throw new Refusal('replays.busy')
    await enqueue(context, replayJob, { replayId: id }, { key: id })
    await recordAudit(context, {
      action: 'replays.started',
      subject: { kind: 'replay', id, name: `${version.content.key} v${version.number}` },
      notes: { from, to },
    })
    return showReplay(context, id)
  })
}

/** Stops a replay that waits or runs; it has no result. */
export function cancelReplay(context: Context, id: string): Promise<ReplayView> {
  return transact(context, async (context) => {
    const replay = await store.lockReplay(context.db, id)
    if (!replay) throw new Refusal('replays.not-found')
    if (replay.state !== 'waiting' && replay.state !== 'running') throw new Refusal('replays.over')
    await store.endReplay(context.db, id, { state: 'cancelled', at: context.now() })
    await recordAudit(context, { action: 'replays.cancelled', subject: { kind: 'replay', id } })
    return showReplay(context, id)
  })
}

/** One page of replays, the newest first. */
export async function listReplays(
  context: Context,
  { versionId, after, limit }: ReplayQuery,
): Promise<Page<ReplayLine>> {
  const from = after === undefined ? {} : { after: idIn(readCursor(after, 1)[0]) }
  const found = await store.listReplays(context.db, { versionId, ...from, limit: limit + 1 })
  const page = cutPage(found, limit, ({ id }) => [id])
  return { ...page, items: await linesOf(context, page.items) }
}

/** One replay with its result, once it is done. */
export async function showReplay(context: Context, id: string): Promise<ReplayView> {
  const replay = await store.readReplay(context.db, id)
  const [line] = replay ? await linesOf(context, [replay]) : []
  if (!line) throw new Refusal('replays.not-found')
  const result = await store.readResult(context.db, id)
  const named = await namesOfReturns(
    context,
    (result?.turns ?? []).flatMap(({ requestIds }) => requestIds),
  )
  return { ...line, result, examples: [...named].map(([requestId, name]) => ({ requestId, ...name })) }
}

async function linesOf(context: Context, replays: readonly store.ReplayRecord[]): Promise<ReplayLine[]> {
  const people = await memberNames(context, [...new Set(replays.map(({ askedBy }) => askedBy))])
  const names = new Map(people.map((person) => [person.id, person]))
  const versions = await readyVersions(
    context,
    replays.map(({ versionId }) => versionId),
  )
  return replays.flatMap((replay) => {
    const version = versions.get(replay.versionId)
    if (!version) return []
    const { id, policyId, versionId, state, seen, askedAt, endedAt } = replay
    return {
      id,
      policyId,
      policyKey: version.policy.key,
      policyTitle: version.policy.title,
      versionId,
      versionNumber: version.number,
      from: replay.fromDay,
      to: replay.toDay,
      state,
      seen,
      progress: progressOf(replay),
      askedBy: names.get(replay.askedBy) ?? { id: replay.askedBy, name: '' },
      askedAt,
      endedAt,
    }
  })
}

/** How much of the period is done, as returns lie in it in order of their beginning. */
function progressOf({ state, fromAt, toAt, reachedAt }: store.ReplayRecord): number {
  if (state === 'done') return 1
  if (!reachedAt) return 0
  const part = (reachedAt.getTime() - fromAt.getTime()) / (toAt.getTime() - fromAt.getTime())
  return Math.min(1, Math.max(0, part))
}
