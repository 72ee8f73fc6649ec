import { type Context, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames, membersHolding } from '../access/index.ts'
import {
  type CustomerMoved,
  type CustomerMoving,
  customerNames,
  mayContactEach,
  readCustomer,
} from '../customers/index.ts'
import { overdueBefore, textFor } from './rules.outcomes.ts'
import { addressOf } from './rules.ts'
import type { FollowUp, FollowUpDetail, FollowUpQuery } from './schema.ts'
import { readPlan } from './store.plans.ts'
import { suggestionsOf } from './store.suggestions.ts'
import * as store from './store.ts'

/** One page of follow-ups: open ones by importance and day, closed ones the newest first. */
export async function listFollowUps(context: Context, query: FollowUpQuery): Promise<Page<FollowUp>> {
  const now = context.now()
  const rows = await store.listFollowUps(context.db, {
    view: query.view,
    memberId: context.actor.id,
    now,
    overdueBefore: overdueBefore(now),
    ...(query.after !== undefined && { after: cursorIn(query.after) }),
    limit: query.limit + 1,
  })
  const shown = await asFollowUps(context, rows)
  const ranks = new Map(rows.map(({ id, rank }) => [id, rank]))
  return cutPage(shown, query.limit, ({ id, dueAt, closedAt }) => [
    ranks.get(id) ?? 0,
    (query.view === 'done' ? (closedAt ?? dueAt) : dueAt).toISOString(),
    id,
  ])
}

function cursorIn(cursor: string): [number, string, string] {
  const [rank, at, id] = readCursor(cursor, 3)
  return [rank === 1 ? 1 : 0, momentIn(at), idIn(id)]
}

/** Follow-ups as the actor may see them. */
export async function asFollowUps(context: Context, rows: readonly store.FollowUpRecord[]): Promise<FollowUp[]> {
  const customers = await customerNames(context, [...new Set(rows.map(({ customerId }) => customerId))])
  const assignees = rows.map(({ assigneeId }) => assigneeId).filter((id) => id !== null)
  const members = await memberNames(context, [...new Set(assignees)])
  const [named, worked] = [customers, members].map((list) => new Map(list.map(({ id, name }) => [id, name])))
  const late = overdueBefore(context.now())
  return rows.map(({ rank, contactId: _, storeId: __, ...row }) => ({
    ...row,
    customerName: named?.get(row.customerId) ?? '',
    important: rank === 0,
    overdue: row.state === 'open' && row.dueAt < late,
    assigneeName: (row.assigneeId && worked?.get(row.assigneeId)) || null,
  }))
}

/** One follow-up with what to say, by which address, and every step so far. */
export async function showFollowUp(context: Context, id: string): Promise<FollowUpDetail> {
  const row = await followUpOrRefuse(context, id)
  const [line] = await asFollowUps(context, [row])
  const plan = await readPlan(context.db, row.planId)
  const customer = await readCustomer(context, row.customerId)
  const script = plan && textFor(plan.texts, customer?.language ?? null)
  if (!line || !script) throw new Refusal('followups.not-found')
  const entries = await store.entriesOf(context.db, id)
  const suggested = await suggestionsOf(context.db, id)
  const names = new Map(
    (await memberNames(context, [...new Set(entries.map(({ actorId }) => actorId))])).map(({ id, name }) => [id, name]),
  )
  const mayReveal = scopeOf(context, 'customers.reveal') !== undefined
  return {
    ...line,
    contactId: await permittedAddress(context, row),
    script,
    entries: entries.map(({ before: _, actorId, ...entry }) => ({
      ...entry,
      note: mayReveal ? entry.note : '',
      suggestions: suggested.filter(({ entryId }) => entryId === entry.id).map(({ text }) => text),
      by: names.get(actorId) ?? null,
    })),
    mayUndo: undoable(entries) !== undefined,
  }
}

/** The entry that an undo takes back: the newest that stands; what was taken back and the taking back itself are none. */
export const undoable = (entries: readonly store.EntryRecord[]): store.EntryRecord | undefined =>
  entries.find(({ kind, undoneAt }) => kind !== 'undone' && undoneAt === null)

export async function followUpOrRefuse(context: Context, id: string): Promise<store.FollowUpRecord> {
  const found = await store.readFollowUp(context.db, id)
  if (!found) throw new Refusal('followups.not-found')
  return found
}

/** The address by which a follow-up may be done today; null where what was permitted when it was made is no more. */
export async function permittedAddress(
  context: Context,
  { customerId, way, contactId }: store.FollowUpRecord,
): Promise<string | null> {
  const permitted = (await mayContactEach(context, `follow-up-${way}`, [customerId])).get(customerId) ?? []
  if (permitted.some((each) => each.contactId === contactId && each.allowed)) return contactId
  const address = addressOf(permitted)
  return 'contactId' in address ? address.contactId : null
}

/** Who may be given follow-ups. */
export async function listWorkers(context: Context): Promise<{ items: { id: string; name: string }[] }> {
  return { items: (await membersHolding(context, 'followups.work')).map(({ id, name }) => ({ id, name })) }
}

/** What one profile was asked becomes another's; where both have an open follow-up one of them is enough. */
export function moveFollowUps(context: Context, { from, to, only }: CustomerMoving): Promise<CustomerMoved[]> {
  return transact(context, async (context) => {
    if (await store.otherOpen(context.db, { customerId: to, id: to }))
      await store.skipOpen(context.db, from, context.now())
    const ids = only && (only.find(({ what }) => what === 'follow-ups')?.ids ?? [])
    return [{ what: 'follow-ups', ids: await store.moveFollowUps(context.db, from, to, ids) }]
  })
}
