import { type Context, transact } from '../../platform/context.ts'
import { type ContactPermission, type CustomerOnRoll, mayContactEach, rollOfCustomers } from '../customers/index.ts'
import { purchasesOf } from '../orders/index.ts'
import { correspondenceOf } from '../tickets/index.ts'
import { type CustomerFacts, counted, type Decision, decide, noCounts, type PlanTerms } from './rules.ts'
import type { PlanCounts } from './schema.plans.ts'
import { activePlans, saveCounts } from './store.plans.ts'
import * as store from './store.rounds.ts'

const batch = 500
/** So many batches at one beat: ten thousand customers a minute, and other workspaces have their turn. */
const mostBatches = 20
/** Who comes due is found within six hours; plans count in weeks. */
const pauseMs = 6 * 3_600_000

/** Makes the follow-ups that have come due, going over all customers in parts; a stopped round goes on where it was. */
export async function makeDue(context: Context): Promise<void> {
  for (let done = 0; done < mostBatches; done++) if (!(await makeBatch(context))) return
}

/** Looks at the next part of the customers; false when the round is over, or another hand has it. */
function makeBatch(context: Context): Promise<boolean> {
  return transact(context, async (context) => {
    const now = context.now()
    const plans = await activePlans(context.db)
    if (plans.length === 0) return false
    const found = await store.lockRound(context.db, now)
    if (!found || (found.endedAt && now.getTime() < found.begunAt.getTime() + pauseMs)) return false
    const round = found.endedAt ? { afterId: null, counts: {}, begunAt: now } : found
    const customers = await rollOfCustomers(context, round.afterId, batch)
    const judged = await judgeAll(context, customers, plans)
    await store.insertFollowUps(
      context.db,
      judged.flatMap((each) => followUpOf(context, each, now)),
    )
    const counts = countedUp(round.counts, judged.map(asMade))
    const isOver = customers.length < batch
    if (isOver) for (const { id } of plans) await saveCounts(context.db, id, counts[id] ?? noCounts, now)
    await store.saveRound(context.db, {
      ...round,
      afterId: customers.at(-1)?.id ?? round.afterId,
      counts,
      endedAt: isOver ? now : null,
    })
    return !isOver
  })
}

/** A customer, what is known of them, and what is to be done about them. */
export interface Judged {
  readonly facts: CustomerFacts & { readonly lastStoreId: string | null }
  readonly contacts: CustomerOnRoll['contacts']
  readonly decision: Decision
}

/** What is to be done about each of these customers now: seven statements, however many they are. */
export async function judgeAll(
  context: Context,
  customers: readonly CustomerOnRoll[],
  plans: readonly PlanTerms[],
): Promise<Judged[]> {
  const ids = customers.map(({ id }) => id)
  const addresses = customers.flatMap(({ id, contacts }) =>
    contacts.map(({ address, storeId }) => ({ customerId: id, address, storeId })),
  )
  const [bought, wrote, followed, email, phone] = await Promise.all([
    purchasesOf(context, addresses),
    correspondenceOf(context, ids),
    store.followedUp(context.db, ids),
    mayContactEach(context, 'follow-up-email', ids),
    mayContactEach(context, 'follow-up-phone', ids),
  ])
  const permitted = { email, phone }
  const now = context.now()
  return customers.map(({ id, language, important, contacts }) => {
    const [orders, letters, before] = [bought.get(id), wrote.get(id), followed.get(id)]
    const facts = {
      customerId: id,
      important,
      language,
      orders: orders?.orders ?? 0,
      lastOrderAt: orders?.lastOrderAt ?? null,
      firstTicketAt: letters?.firstAt ?? null,
      storeIds: [...new Set([...(orders?.storeIds ?? []), ...(letters?.storeIds ?? [])])],
      lastStoreId: orders?.lastStoreId ?? letters?.lastStoreId ?? null,
      lastFollowUpAt: before?.lastAt ?? null,
      hasOpen: before?.hasOpen ?? false,
    }
    const permittedFor = (way: 'email' | 'phone'): readonly ContactPermission[] => permitted[way].get(id) ?? []
    return { facts, contacts, decision: decide(plans, facts, permittedFor, now) }
  })
}

/** The follow-up that a decision makes. An alias is written to from its own store, everybody else from where they last bought. */
function followUpOf(context: Context, { facts, contacts, decision }: Judged, at: Date): store.NewFollowUp[] {
  if (decision.kind !== 'due') return []
  const { planId, contactId, way } = decision
  const storeId = contacts.find(({ id }) => id === contactId)?.storeId ?? facts.lastStoreId
  const rank = facts.important ? 0 : 1
  return [{ id: context.newId(), planId, customerId: facts.customerId, rank, way, contactId, storeId, at }]
}

/** Who was due has an open follow-up now. */
const asMade = ({ decision, ...judged }: Judged): Judged => ({
  ...judged,
  decision: decision.kind === 'due' ? { kind: 'open', planId: decision.planId } : decision,
})

/** The counts of each plan with those of a further part. */
export function countedUp(
  before: Readonly<Record<string, PlanCounts>>,
  judged: readonly Judged[],
): Record<string, PlanCounts> {
  const counts = { ...before }
  for (const { decision } of judged)
    if (decision.kind !== 'no-plan') counts[decision.planId] = counted(counts[decision.planId] ?? noCounts, decision)
  return counts
}
