import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { membersHolding } from '../access/index.ts'
import { readCustomer, recordConsent } from '../customers/index.ts'
import { openToWrite } from '../messages/index.ts'
import { followupsProblems } from './errors.ts'
import { afterOutcome, outcomeFault, textFor } from './rules.outcomes.ts'
import type { EntryKind, FollowUpDetail, NewOutcome } from './schema.ts'
import { followUpOrRefuse, permittedAddress, showFollowUp, undoable } from './service.ts'
import { readPlan } from './store.plans.ts'
import { insertSuggestions, withdrawSuggestions } from './store.suggestions.ts'
import * as store from './store.ts'

type Said = Partial<Pick<store.EntryRecord, 'outcome' | 'satisfaction' | 'note'>>

/** Loads a follow-up behind its lock, lets it be changed, and keeps what it was before with the step. */
function step(
  context: Context,
  id: string,
  kind: EntryKind,
  work: (
    context: Context,
    row: store.FollowUpRecord,
    entryId: string,
  ) => Promise<{ change: Partial<store.Change>; said?: Said }>,
): Promise<FollowUpDetail> {
  return transact(context, async (context) => {
    await store.lockFollowUp(context.db, id)
    const row = await followUpOrRefuse(context, id)
    const entryId = context.newId()
    const { change, said } = await work(context, row, entryId)
    const { state, dueAt, attempts, outcome, satisfaction, closedAt, assigneeId, ticketId } = row
    await store.saveFollowUp(context.db, id, { ...row, ...change })
    const before = { state, attempts, outcome, satisfaction, assigneeId, ticketId }
    const entry = { outcome: null, satisfaction: null, note: '', ...said, undoneAt: null, at: context.now() }
    await store.insertEntry(context.db, id, {
      ...entry,
      id: entryId,
      kind,
      before: { ...before, dueAt: dueAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
      actorId: context.actor.id,
    })
    return showFollowUp(context, id)
  })
}

const fieldCodes = { satisfaction: 'followups.rated-unreached', suggestions: 'followups.suggested-unreached' } as const

/**
 * Records what came of a contact; on a closed follow-up it corrects what was recorded before. Who was not reached is tried
 * again, three times at most; who refused is never followed up this way again, which is recorded as their word.
 */
export async function recordOutcome(context: Context, id: string, wanted: NewOutcome): Promise<FollowUpDetail> {
  const field = outcomeFault(wanted)
  if (field) throw faulty(context, field, fieldCodes[field])
  const suggestions = (wanted.suggestions ?? []).map((text) => ({ id: context.newId(), text: text.trim() }))
  let entry = ''
  return transact(context, async (context) => {
    await step(context, id, 'outcome', async (context, row, entryId) => {
      if (row.state === 'skipped') throw new Refusal('followups.closed')
      const plan = await readPlan(context.db, row.planId)
      await heedRefusal(context, row, wanted.outcome === 'refused')
      entry = entryId
      return {
        change: afterOutcome(row, wanted, plan?.againDays ?? 3, context.now()),
        said: { outcome: wanted.outcome, satisfaction: wanted.satisfaction ?? null, note: wanted.note?.trim() ?? '' },
      }
    })
    const { customerId } = await followUpOrRefuse(context, id)
    await insertSuggestions(context.db, { customerId, followUpId: id, entryId: entry, at: context.now() }, suggestions)
    return showFollowUp(context, id)
  })
}

/** A refusal is the customer's word on all follow-ups of this way; where it was recorded by mistake it is taken back. */
async function heedRefusal(context: Context, row: store.FollowUpRecord, refuses: boolean): Promise<void> {
  const purpose = `follow-up-${row.way}` as const
  const refused = row.outcome === 'refused'
  if (refuses === refused) return
  const source = row.way === 'phone' ? 'phone' : 'other'
  await recordConsent(
    context,
    row.customerId,
    refuses
      ? { purpose, state: 'withdrawn', source }
      : { purpose, state: 'unknown', source, note: takenBack[context.language] },
  )
}

/** What stands beside the word of a customer who has not said it. */
const takenBack: { readonly [language in Context['language']]: string } = {
  en: 'The refusal was recorded at a follow-up by mistake.',
  'zh-CN': '回访时误登记为拒绝。',
}

/** Leaves a follow-up out, with the reason; the plan comes round again after its weeks. */
export const skipFollowUp = (context: Context, id: string, reason: string): Promise<FollowUpDetail> =>
  step(context, id, 'skipped', async (context, row) => {
    if (row.state !== 'open') throw new Refusal('followups.closed')
    return { change: { state: 'skipped', closedAt: context.now() }, said: { note: reason.trim() } }
  })

/** Gives a follow-up to somebody who does them, or to nobody. */
export const assignFollowUp = (context: Context, id: string, memberId: string | null): Promise<FollowUpDetail> =>
  step(context, id, 'assigned', async (context, row) => {
    if (row.state !== 'open') throw new Refusal('followups.closed')
    const worker = (await membersHolding(context, 'followups.work')).find((member) => member.id === memberId)
    if (memberId !== null && !worker) throw faulty(context, 'memberId', 'followups.no-such-worker')
    return { change: { assigneeId: memberId }, said: { note: worker?.name ?? '' } }
  })

/** Opens the ticket on which the plan's letter is written, as a draft of the actor; the same one when asked again. */
export function beginLetter(context: Context, id: string): Promise<{ ticketId: string }> {
  return transact(context, async (context) => {
    await store.lockFollowUp(context.db, id)
    const begun = await followUpOrRefuse(context, id)
    if (begun.ticketId) return { ticketId: begun.ticketId }
    let opened = ''
    await step(context, id, 'letter', async (context, row) => {
      if (row.state !== 'open') throw new Refusal('followups.closed')
      if (row.way !== 'email') throw new Refusal('followups.by-phone')
      const contactId = await permittedAddress(context, row)
      if (!contactId) throw new Refusal('followups.no-permission')
      if (!row.storeId) throw new Refusal('followups.no-mailbox')
      const plan = await readPlan(context.db, row.planId)
      const customer = await readCustomer(context, row.customerId)
      const letter = plan && textFor(plan.texts, customer?.language ?? null)
      if (!plan || !letter) throw new Refusal('followups.plan-not-found')
      const { customerId, storeId } = row
      const ticket = await openToWrite(context, { customerId, contactId, storeId, ...letter, note: plan.name }).catch(
        (error: unknown) => {
          throw error instanceof Refusal && error.code === 'messages.no-way-out'
            ? new Refusal('followups.no-mailbox')
            : error
        },
      )
      opened = ticket.id
      return { change: { ticketId: ticket.id, assigneeId: context.actor.id } }
    })
    return { ticketId: opened }
  })
}

/** Takes the newest step back: the follow-up is what it was before, and what the step brought is gone. A letter stays. */
export async function undoLast(context: Context, id: string): Promise<FollowUpDetail> {
  return step(context, id, 'undone', async (context, row) => {
    const last = undoable(await store.entriesOf(context.db, id))
    if (!last || last.kind === 'letter' || !(await store.markUndone(context.db, last.id, context.now())))
      throw new Refusal('followups.nothing-to-undo')
    const { dueAt, closedAt, ...before } = last.before
    if (before.state === 'open' && (await store.otherOpen(context.db, row))) throw new Refusal('followups.newer-open')
    await withdrawSuggestions(context.db, last.id, context.now())
    await heedRefusal(context, row, before.outcome === 'refused')
    return { change: { ...before, dueAt: new Date(dueAt), closedAt: closedAt ? new Date(closedAt) : null } }
  })
}

function faulty({ language }: Context, field: string, code: keyof typeof followupsProblems): Refusal {
  return new Refusal(code, { errors: [{ field, message: followupsProblems[code][language] }] })
}
