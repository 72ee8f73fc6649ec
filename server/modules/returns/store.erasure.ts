import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ReturnTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReturnTables>(db)

/** The returns of these tickets. */
export async function requestsOfTickets(db: Database, ticketIds: readonly string[]): Promise<string[]> {
  if (ticketIds.length === 0) return []
  const found = await own(db)
    .selectFrom('return_requests')
    .select('id')
    .where(sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`)
    .execute()
  return found.map(({ id }) => id)
}

/** The pictures of these returns, by what they hold. */
export async function filesOf(db: Database, requestIds: readonly string[]): Promise<string[]> {
  const found = await own(db)
    .selectFrom('return_parcels')
    .select('photos')
    .where(sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`)
    .execute()
  return found.flatMap(({ photos }) => photos.map(({ sha256 }) => sha256))
}

/** Empties the buyer's sentences, notes, tracking numbers and pictures of these returns. */
export async function emptyWords(db: Database, requestIds: readonly string[]): Promise<void> {
  const among = sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`
  await own(db).updateTable('return_stops').set({ because: '[]' }).where(among).execute()
  await own(db)
    .updateTable('return_parcels')
    .set({ label_tracking: null, label_url: null, note: '', photos: '[]' })
    .where(among)
    .execute()
  await own(db)
    .updateTable('return_requests')
    .set({ approval: null, buyer_key: sql<string>`id::text` })
    .where(sql<boolean>`id = any(${[...requestIds]}::uuid[])`)
    .execute()
}

/** Returns in the words of an export. */
export const returnsInFull = (db: Database, requestIds: readonly string[]) =>
  own(db)
    .selectFrom('return_requests as requests')
    .leftJoin('return_parcels as parcels', (join) =>
      join.onRef('parcels.workspace_id', '=', 'requests.workspace_id').onRef('parcels.request_id', '=', 'requests.id'),
    )
    .select(['requests.rma', 'requests.order_number as orderNumber', 'requests.sku', 'requests.title'])
    .select(['requests.quantity', 'requests.outcome', 'requests.begun_at as begunAt', 'requests.ended_at as endedAt'])
    .select(['parcels.condition', 'parcels.note', 'parcels.label_tracking as trackingNumber'])
    .where(sql<boolean>`requests.id = any(${[...requestIds]}::uuid[])`)
    .orderBy('requests.id')
    .execute()

/** Which of these files (SHA-256) are pictures of returns. */
export async function heldByReturns(db: Database, files: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select distinct photo ->> 'sha256' as sha256 from return_parcels, jsonb_array_elements(photos) as photo
    where return_parcels.photos <> '[]' and photo ->> 'sha256' = any(${[...files]}::text[])`.execute(own(db))
  return rows.map(({ sha256 }) => sha256)
}
