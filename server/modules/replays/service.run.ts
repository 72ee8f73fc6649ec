import { hashOf } from '../../lib/hash.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { guardAt, type ReadyVersion, readyVersions } from '../policies/index.ts'
import { pastReturns } from '../returns/index.ts'
import { predictionOf } from './rules.prediction.ts'
import { type Ground, Replay } from './rules.replay.ts'
import { settledResult, type Titles } from './rules.results.ts'
import type { PastReturn } from './schema.past.ts'
import { costsBy, groundOf, meaningsOf } from './service.ground.ts'
import * as store from './store.ts'

/** Read by one statement: small enough to say often how far it is, and to be cancelled soon. */
const atOnce = 500

/**
 * Takes a version over its period and keeps the result. A killed worker's job begins anew and comes to the same result:
 * nothing is left to chance but what the replay's own id seeds. Ends early where somebody has cancelled it.
 *
 * Marketplace and law are those of the day on which it runs: under them the version would work.
 */
export async function workReplay(context: Context, replayId: string): Promise<void> {
  const asked = await store.readReplay(context.db, replayId)
  if (!asked || (asked.state !== 'waiting' && asked.state !== 'running')) return
  const draft = (await readyVersions(context, [asked.versionId])).get(asked.versionId)
  if (!draft) return
  const past = new Map<string, ReadyVersion>()
  const grounds = new Map<string, Ground>()
  const replay = new Replay({
    policyId: asked.policyId,
    conditions: draft.policy,
    meanings: meaningsOf(past),
    costAt: costsBy(draft),
  })
  let [seen, after] = [0, undefined as string | undefined]
  for (;;) {
    const page = await pastReturns(context, {
      from: asked.fromAt,
      to: asked.toAt,
      ...(after !== undefined && { after }),
      limit: atOnce,
    })
    const last = page.at(-1)
    if (!last) break
    await learnVersions(context, past, page)
    for (const one of page) replay.add(one, await groundAt(context, grounds, draft, one))
    seen += page.length
    after = last.requestId
    if (!(await store.noteProgress(context.db, replayId, seen, last.begunAt))) return
  }
  const result = settledResult(predictionOf(replay.tally(), hashOf(replayId)), titlesOf(draft, past))
  await transact(context, async (context) => {
    const still = await store.lockReplay(context.db, replayId)
    if (still?.state !== 'waiting' && still?.state !== 'running') return
    await store.endReplay(context.db, replayId, { state: 'done', at: context.now(), seen, result })
    await recordAudit(context, {
      action: 'replays.done',
      subject: { kind: 'replay', id: replayId },
      notes: { returns: result.returns, changed: result.changed, askedBy: asked.askedBy },
    })
  })
}

/** Versions by which these returns went that were not met yet. */
async function learnVersions(
  context: Context,
  known: Map<string, ReadyVersion>,
  page: readonly PastReturn[],
): Promise<void> {
  const fresh = new Set(page.map(({ versionId }) => versionId).filter((id) => !known.has(id)))
  if (fresh.size === 0) return
  for (const [id, version] of await readyVersions(context, [...fresh])) known.set(id, version)
}

async function groundAt(
  context: Context,
  known: Map<string, Ground>,
  draft: ReadyVersion,
  { facts }: PastReturn,
): Promise<Ground> {
  const marketplace = facts.marketplace ?? ''
  const found = known.get(marketplace)
  if (found) return found
  const ground = groundOf(draft, draft.policy, await guardAt(context, marketplace, context.now()))
  known.set(marketplace, ground)
  return ground
}

const titlesOf = (draft: ReadyVersion, past: ReadonlyMap<string, ReadyVersion>): Titles => ({
  becomes: (node) => draft.policy.nodes[node]?.title,
  was: (node) => [...past.values()].map(({ policy }) => policy.nodes[node]?.title).find((title) => title !== undefined),
})

/** The job's last try has failed: the page says so, and the same may be asked for anew. */
export const giveUpReplay = (context: Context, replayId: string): Promise<void> =>
  store.endReplay(context.db, replayId, { state: 'failed', at: context.now() })
