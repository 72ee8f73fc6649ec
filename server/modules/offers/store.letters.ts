import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { AudienceView, LetterState, SkipReason } from './schema.audience.ts'
import type { Results } from './schema.ts'
import type { OfferTables } from './tables.ts'

const own = (db: Database) => tablesOf<OfferTables>(db)

/** A customer of an offer, as it is kept. */
export interface LetterRecord {
  readonly id: string
  readonly offerId: string
  readonly customerId: string
  readonly state: LetterState
  readonly reason: SkipReason | null
  readonly byHand: boolean
  readonly language: string | null
  readonly outgoingMailId: string | null
  readonly madeAt: Date
  readonly sentAt: Date | null
  readonly unsubscribedAt: Date | null
  readonly boughtAt: Date | null
}

const letters = (db: Database) =>
  own(db)
    .selectFrom('offer_letters')
    .select(['id', 'offer_id as offerId', 'customer_id as customerId', 'state', 'reason', 'by_hand as byHand'])
    .select(['language', 'outgoing_mail_id as outgoingMailId', 'made_at as madeAt', 'sent_at as sentAt'])
    .select(['unsubscribed_at as unsubscribedAt', 'bought_at as boughtAt'])

export const readLetter = (db: Database, id: string): Promise<LetterRecord | undefined> =>
  letters(db).where('id', '=', id).executeTakeFirst()

export type NewLetter = Omit<LetterRecord, 'unsubscribedAt' | 'boughtAt'>

/** Keeps what was decided of each customer; who stands there already stays as they are. */
export async function insertLetters(db: Database, rows: readonly NewLetter[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into offer_letters (id, offer_id, customer_id, state, reason, by_hand, language, outgoing_mail_id, made_at, sent_at)
    select id, "offerId", "customerId", state, reason, "byHand", language, "outgoingMailId", "madeAt", "sentAt"
    from jsonb_to_recordset(${asRecords(rows)}::jsonb) as made(id uuid, "offerId" uuid, "customerId" uuid, state text,
      reason text, "byHand" boolean, language text, "outgoingMailId" uuid, "madeAt" timestamptz, "sentAt" timestamptz)
    order by "customerId"
    on conflict do nothing`.execute(own(db))
}

/** What each of these customers has had: when the last letter of any offer, and whether one of this. */
export async function offeredTo(
  db: Database,
  customerIds: readonly string[],
  offerId: string | null,
): Promise<Map<string, { readonly lastAt: Date | null; readonly hadThis: boolean }>> {
  const found = await sql<{ customerId: string; lastAt: Date | null; hadThis: boolean }>`
    select customer_id as "customerId",
      max(made_at) filter (where state in ('queued', 'sent')) as "lastAt",
      bool_or(offer_id is not distinct from ${offerId}::uuid) as "hadThis"
    from offer_letters where customer_id = any(${[...customerIds]}::uuid[]) group by customer_id`.execute(own(db))
  return new Map(found.rows.map(({ customerId, ...each }) => [customerId, each]))
}

/** How many letters of an offer were put on their way since a moment. */
export async function madeSince(db: Database, offerId: string, since: Date): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from offer_letters
    where offer_id = ${offerId}::uuid and made_at > ${since}::timestamptz and state <> 'skipped'`.execute(own(db))
  return found.rows[0]?.count ?? 0
}

/** What came of the letters of these offers. */
export async function resultsOf(db: Database, offerIds: readonly string[]): Promise<Map<string, Results>> {
  if (offerIds.length === 0) return new Map()
  const found = await sql<Results & { offerId: string }>`
    select offer_id as "offerId", (count(*) filter (where state = 'queued'))::int as queued,
      (count(*) filter (where state = 'sent'))::int as sent, (count(*) filter (where state = 'failed'))::int as failed,
      (count(*) filter (where state = 'withdrawn'))::int as withdrawn,
      (count(*) filter (where state = 'skipped'))::int as skipped,
      count(unsubscribed_at)::int as unsubscribed, count(bought_at)::int as bought
    from offer_letters where offer_id = any(${[...offerIds]}::uuid[]) group by offer_id`.execute(own(db))
  return new Map(found.rows.map(({ offerId, ...results }) => [offerId, results]))
}

/** One page of an offer's customers, the newest first. */
export function listLetters(
  db: Database,
  wanted: { offerId: string; view: AudienceView; after?: string; limit: number },
): Promise<LetterRecord[]> {
  const { view, after } = wanted
  let query = letters(db).where('offer_id', '=', wanted.offerId)
  if (view === 'unsubscribed') query = query.where('unsubscribed_at', 'is not', null)
  else if (view === 'bought') query = query.where('bought_at', 'is not', null)
  else if (view === 'reached') query = query.where('state', '<>', 'skipped')
  else if (view === 'sent' || view === 'failed' || view === 'skipped') query = query.where('state', '=', view)
  else query = query.where('state', '=', 'skipped').where('reason', '=', view.slice('skipped:'.length) as SkipReason)
  if (after) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(wanted.limit).execute()
}

/** Records how a letter's mail fared; a letter that was taken back or is not ours stays as it is. */
export async function saveDelivery(
  db: Database,
  outgoingMailId: string,
  delivery: { readonly state: 'sent' | 'failed'; readonly sentAt?: Date },
): Promise<void> {
  await own(db)
    .updateTable('offer_letters')
    .set({ state: delivery.state, ...(delivery.sentAt && { sent_at: delivery.sentAt }) })
    .where('outgoing_mail_id', '=', outgoingMailId)
    .where('state', 'in', ['queued', 'sent', 'failed'])
    .execute()
}

/** Letters of an offer that wait to leave. */
export const queuedLetters = (db: Database, offerId: string): Promise<LetterRecord[]> =>
  letters(db).where('offer_id', '=', offerId).where('state', '=', 'queued').orderBy('id').forUpdate().execute()

export async function markWithdrawn(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await own(db)
    .updateTable('offer_letters')
    .set({ state: 'withdrawn' })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
}

/** Marks the letter by whose link a customer left, once; of a link without a letter their newest. */
export async function markUnsubscribed(db: Database, letterId: string, at: Date): Promise<void> {
  await own(db)
    .updateTable('offer_letters')
    .set({ unsubscribed_at: at })
    .where('id', '=', letterId)
    .where('unsubscribed_at', 'is', null)
    .execute()
}

export const newestLetterOf = (db: Database, customerId: string): Promise<LetterRecord | undefined> =>
  letters(db)
    .where('customer_id', '=', customerId)
    .where('state', '=', 'sent')
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Sent letters whose customer may still buy, in parts by id. */
export function watchedLetters(
  db: Database,
  wanted: { sentAfter: Date; after: string | null; limit: number },
): Promise<LetterRecord[]> {
  let query = letters(db).where('state', '=', 'sent').where('bought_at', 'is', null)
  query = query.where('sent_at', '>', wanted.sentAfter)
  if (wanted.after) query = query.where('id', '>', wanted.after)
  return query.orderBy('id').limit(wanted.limit).execute()
}

export async function markBought(db: Database, rows: readonly { id: string; at: Date }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update offer_letters l set bought_at = b.at
    from jsonb_to_recordset(${asRecords(rows)}::jsonb) as b(id uuid, at timestamptz)
    where l.workspace_id = current_workspace() and l.id = b.id`.execute(own(db))
}

/** Every letter that a customer had, the oldest first. */
export const lettersOf = (db: Database, customerId: string): Promise<LetterRecord[]> =>
  letters(db).where('customer_id', '=', customerId).orderBy('made_at').execute()

/** Gives the letters of one customer to another, but for offers that both had; answers which went. */
export async function moveLetters(
  db: Database,
  from: string,
  to: string,
  only: readonly string[] | null,
): Promise<string[]> {
  const moved = await sql<{ id: string }>`
    update offer_letters l set customer_id = ${to}::uuid
    where l.customer_id = ${from}::uuid
      and (${only === null}::boolean or l.id = any(${[...(only ?? [])]}::uuid[]))
      and not exists (select from offer_letters o
        where o.workspace_id = l.workspace_id and o.customer_id = ${to}::uuid and o.offer_id = l.offer_id)
    returning l.id`.execute(own(db))
  return moved.rows.map(({ id }) => id).sort()
}
