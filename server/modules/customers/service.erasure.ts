import { recordAudit } from '../../platform/audit.ts'
import { type Context, systemContext, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { forgetAnswers } from '../../platform/idempotency.ts'
import { enqueue } from '../../platform/jobs.ts'
import { memberNames, workspaceIds } from '../access/index.ts'
import { countsTogether, listed, tracesTogether } from './rules.erasure.ts'
import type { Erasure, ErasureReach, ErasureState, Traces, Whose } from './schema.erasure.ts'
import { customerTraces, erasePart, erasureReach, heldFiles, tracesInFiles } from './service.erasure.hooks.ts'
import * as store from './store.erasure.ts'
import { mergedInto } from './store.merging.ts'
import { lockCustomer } from './store.ts'

export const eraseJob = 'customers.erase'

/** Files that are looked after together: each asks every workspace whether it holds the same. */
const filesAtOnce = 500

/** How far the erasure is that was asked for last. */
export async function showErasure(context: Context, customerId: string): Promise<ErasureState> {
  if (!(await store.identityOf(context.db, customerId))) throw new Refusal('customers.not-found')
  const last = await store.lastErasure(context.db, customerId)
  return { last: last ? await asErasure(context, last) : null }
}

/** What an erasure would reach now. */
export const showReach = async (context: Context, customerId: string): Promise<ErasureReach> => ({
  reach: listed(await reachOf(context, await whoseOrRefuse(context, customerId))),
})

/**
 * Has a customer erased, by a job. One that is under way is this one too, and one that failed goes on. Refuses
 * `customers.erased` where it is done.
 */
export async function askForErasure(context: Context, customerId: string): Promise<Erasure> {
  // Counted before the transaction: it may take a second where there are a million letters.
  const reach = await reachOf(context, await whoseOrRefuse(context, customerId))
  return transact(context, async (context) => {
    await lockCustomer(context.db, customerId)
    const last = await store.lastErasure(context.db, customerId)
    if (last?.status === 'done') throw new Refusal('customers.erased')
    const id = last?.id ?? context.newId()
    if (!last)
      await store.insertErasure(context.db, {
        id,
        customerId,
        askedBy: context.actor.id,
        askedAt: context.now(),
        reach,
      })
    else if (last.status === 'failed')
      await store.updateErasure(context.db, id, { status: 'waiting', endedAt: null, problem: null })
    if (!last || last.status === 'failed') {
      await enqueue(context, eraseJob, { erasureId: id }, { key: id })
      await recordAudit(context, {
        action: 'customers.erasure-asked',
        subject: { kind: 'customer', id: customerId },
      })
    }
    const asked = await store.lockErasure(context.db, id)
    if (!asked) throw new Refusal('request.conflict')
    return asErasure(context, asked)
  })
}

/**
 * Erases a customer: first the profile, so that nothing new is tied to it, then, round after round, what each storey
 * holds, at last the files that nobody else holds. Each round is a transaction, so that a killed worker's job goes on
 * where it was; a round that finds nothing ends it.
 */
export async function eraseCustomer(context: Context, erasureId: string): Promise<void> {
  if (!(await begin(context, erasureId))) return
  for (let more = true; more; ) more = await eraseRound(context, erasureId)
  await removeFiles(context, erasureId)
  await finish(context, erasureId)
}

/** The job's last try has failed: the page says so, and whoever may can have it go on. */
export async function giveUpErasure(context: Context, erasureId: string): Promise<void> {
  await transact(context, async (context) => {
    const erasure = await store.lockErasure(context.db, erasureId)
    if (!erasure || erasure.status === 'done') return
    await store.updateErasure(context.db, erasureId, {
      status: 'failed',
      endedAt: context.now(),
      problem: erasure.problem ?? 'customers.erasure-failed',
    })
  })
}

/** Notes who it is about and empties the profile; false when there is nothing to do. */
async function begin(context: Context, erasureId: string): Promise<boolean> {
  const asked = await transact(context, (context) => store.lockErasure(context.db, erasureId))
  if (!asked || asked.status === 'done' || asked.status === 'failed') return false
  if (asked.whose) {
    await store.updateErasure(context.db, erasureId, { status: 'running' })
    return true
  }
  const whose = await fullyTraced(context, asked).catch(async (error: unknown) => {
    if (error instanceof Refusal) await store.updateErasure(context.db, erasureId, { problem: error.code })
    throw error
  })
  await transact(context, async (context) => {
    const erasure = await store.lockErasure(context.db, erasureId)
    if (!erasure || erasure.whose) return
    await lockCustomer(context.db, erasure.customerId)
    await store.emptyProfile(context.db, erasure.customerId, context.now())
    await store.updateErasure(context.db, erasureId, {
      status: 'running',
      startedAt: context.now(),
      counts: { contacts: whose.contacts.length },
      whose,
      problem: null,
    })
  })
  return true
}

/** One transaction's worth of erasing; whether another is needed. */
function eraseRound(context: Context, erasureId: string): Promise<boolean> {
  return transact(context, async (context) => {
    const erasure = await store.lockErasure(context.db, erasureId)
    if (erasure?.status !== 'running' || !erasure.whose) return false
    const parts = await context.services.hooks.run(context, erasePart, erasure.whose)
    const counts = countsTogether(parts.map((part) => part.counts))
    const files = parts.flatMap((part) => part.files)
    await store.addFiles(context.db, erasureId, files)
    await store.updateErasure(context.db, erasureId, { counts: countsTogether([erasure.counts, counts]) })
    return parts.some(({ more }) => more) || files.length > 0 || Object.keys(counts).length > 0
  })
}

/** Removes the files that were let go of, but for those that somebody holds, in whatever workspace. */
async function removeFiles(context: Context, erasureId: string): Promise<void> {
  for (;;) {
    const files = await store.filesOf(context.db, erasureId, filesAtOnce)
    if (files.length === 0) return
    await removeUnheld(context, files)
    await store.dropFiles(context.db, erasureId, files)
  }
}

/** Removes files that a row has let go of, but for those that somebody holds, in whatever workspace. */
export async function removeUnheld(context: Context, files: readonly string[]): Promise<void> {
  const held = await heldAnywhere(context, files)
  for (const file of files)
    if (!held.has(file))
      await context.services.storage.remove(file, async () => (await heldAnywhere(context, [file])).size > 0)
}

/** Which of these files rows of any workspace hold: the same bytes are kept once for all of them. */
async function heldAnywhere({ services }: Context, files: readonly string[]): Promise<ReadonlySet<string>> {
  const held = new Set<string>()
  for (const workspaceId of await workspaceIds(services)) {
    const there = systemContext(services, workspaceId, eraseJob)
    for (const found of await services.hooks.run(there, heldFiles, files)) for (const file of found) held.add(file)
  }
  return held
}

function finish(context: Context, erasureId: string): Promise<void> {
  return transact(context, async (context) => {
    const erasure = await store.lockErasure(context.db, erasureId)
    if (erasure?.status !== 'running' || !erasure.whose) return
    const { customerId, whose } = erasure
    // Whoever was at the profile when it was emptied may have written into it since.
    await store.emptyProfile(context.db, customerId, context.now())
    await forgetAnswers(context, [customerId, ...whose.contacts.flatMap(({ address, written }) => [address, written])])
    await store.updateErasure(context.db, erasureId, { status: 'done', endedAt: context.now(), whose: null })
    await recordAudit(context, {
      action: 'customers.erased',
      subject: { kind: 'customer', id: customerId },
      notes: { askedBy: erasure.askedBy, ...erasure.counts },
    })
  })
}

/** A customer with all that is known to be theirs, but for what lies in files. */
export async function whoseOrRefuse(context: Context, customerId: string): Promise<Whose> {
  const identity = await store.identityOf(context.db, customerId)
  if (!identity) throw new Refusal('customers.not-found')
  const into = await mergedInto(context.db, customerId)
  if (into) throw new Refusal('customers.merged', { id: into })
  return traced(context, { customerId, ...identity })
}

async function traced(context: Context, known: Omit<Whose, 'traces'>): Promise<Whose> {
  const traces = tracesTogether(await context.services.hooks.run(context, customerTraces, known))
  const names = [...new Set([...known.names, ...traces.names])].filter((name) => name.trim() !== '')
  return { ...known, names, traces }
}

/** The same, with what lies in files. */
async function fullyTraced(context: Context, { customerId }: store.ErasureRecord): Promise<Whose> {
  const whose = await whoseOrRefuse(context, customerId)
  const inFiles: Partial<Traces>[] = await context.services.hooks.run(context, tracesInFiles, whose)
  return { ...whose, traces: tracesTogether([whose.traces, ...inFiles]) }
}

async function reachOf(context: Context, whose: Whose) {
  const parts = await context.services.hooks.run(context, erasureReach, whose)
  return countsTogether([{ contacts: whose.contacts.length }, ...parts])
}

async function asErasure(context: Context, erasure: store.ErasureRecord): Promise<Erasure> {
  const { id, status, askedAt, startedAt, endedAt, problem } = erasure
  const [askedBy] = await memberNames(context, [erasure.askedBy])
  return {
    id,
    status,
    askedBy: askedBy ?? { id: erasure.askedBy, name: '' },
    askedAt,
    startedAt,
    endedAt,
    reach: listed(erasure.reach),
    erased: listed(erasure.counts),
    problem,
  }
}
