import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { FeedbackRow } from './schema.feedback.ts'
import type { Written } from './store.rows.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

export type FeedbackToWrite = FeedbackRow & { readonly id: string }

/**
 * Writes feedback of a store, each order given once. What was given later stands; an answer of the seller's that is known
 * is not forgotten because an older report lacks it.
 */
export async function writeFeedback(
  db: Database,
  storeId: string,
  rows: readonly FeedbackToWrite[],
  now: Date,
): Promise<Written> {
  const all = <Field extends keyof FeedbackToWrite>(field: Field) => rows.map((row) => row[field])
  const written = await sql<{ isNew: boolean }>`
    insert into seller_feedback as known (id, order_number, given_at, rating, comments, response, rater_address, store_id,
      recorded_at)
    select given.*, ${storeId}::uuid, ${now}::timestamptz
    from unnest(${all('id')}::uuid[], ${all('orderNumber')}::text[], ${all('givenAt')}::timestamptz[],
      ${all('rating')}::smallint[], ${all('comments')}::text[], ${all('response')}::text[],
      ${all('raterAddress')}::text[]) as given
    on conflict (workspace_id, store_id, order_number) do update set
      (given_at, rating, comments, response, rater_address) = (${learned})
    where excluded.given_at >= known.given_at
      and (known.given_at, known.rating, known.comments, known.response, known.rater_address)
        is distinct from (${learned})
    returning xmax = 0 as "isNew"`.execute(own(db))
  const added = written.rows.filter(({ isNew }) => isNew).length
  return { added, changed: written.rows.length - added }
}

/** Feedback as it is known once the new row is read. */
const learned = sql`excluded.given_at, excluded.rating, excluded.comments,
  coalesce(nullif(excluded.response, ''), known.response), coalesce(excluded.rater_address, known.rater_address)`

/** The ratings of these orders of one store, as far as any are known. */
export const ratingsOf = (
  db: Database,
  storeId: string,
  numbers: readonly string[],
): Promise<{ number: string; rating: number; givenAt: Date }[]> =>
  own(db)
    .selectFrom('seller_feedback')
    .select(['order_number as number', 'rating', 'given_at as givenAt'])
    .where('store_id', '=', storeId)
    .where(sql<boolean>`order_number = any(${[...numbers]}::text[])`)
    .execute()

/** The feedback on an order; nothing where none is known. */
export const feedbackOf = (db: Database, order: { readonly storeId: string; readonly number: string }) =>
  own(db)
    .selectFrom('seller_feedback')
    .select(['given_at as givenAt', 'rating', 'comments', 'response'])
    .where('order_number', '=', order.number)
    .where('store_id', '=', order.storeId)
    .executeTakeFirst()
