import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { OrderTables } from './tables.ts'

const own = (db: Database) => tablesOf<OrderTables>(db)

/** What orders are looked for by; each in the form in which the rows have it. */
export interface FoldedClues {
  readonly numbers: readonly string[]
  readonly addresses: readonly string[]
  readonly trackingNumbers: readonly string[]
  /** Buyers' names in a store, with the days between which they have ordered. */
  readonly buyers: readonly BuyerClue[]
}

export interface BuyerClue {
  readonly storeId: string
  readonly key: string
  readonly from: Date
  readonly until: Date
}

/** An order with what a letter may say of it. */
export interface OrderTraits {
  readonly id: string
  readonly number: string
  readonly numberFolded: string
  readonly storeId: string
  readonly orderedAt: Date
  readonly buyerKey: string
  readonly buyerAddress: string | null
  readonly items: readonly { readonly sku: string; readonly asin: string | null; readonly title: string }[]
  readonly trackingNumbers: readonly string[]
}

/** So many orders at most are looked at for one clue; a buyer with more has the newest of them looked at. */
const mostOfClue = 20

const traits = sql`select o.id, o.number, o.number_folded as "numberFolded", o.store_id as "storeId", o.ordered_at as "orderedAt",
    o.buyer_key as "buyerKey", o.buyer_address as "buyerAddress", coalesce(l.items, '[]') as items,
    coalesce(l.tracking, '{}') as "trackingNumbers"
  from orders o left join lateral (
    select jsonb_agg(jsonb_build_object('sku', sku, 'asin', asin, 'title', title)) as items,
      array_agg(distinct tracking_number) filter (where tracking_number is not null) as tracking
    from (select sku, asin, title, tracking_number from order_lines
      where workspace_id = current_workspace() and order_id = o.id order by line_key limit 40) line) l on true`

/** The orders that any of the clues names, each by an index and no more than twenty of each. */
export async function ordersByClues(db: Database, clues: FoldedClues): Promise<OrderTraits[]> {
  const all = <Field extends keyof BuyerClue>(field: Field) => clues.buyers.map((buyer) => buyer[field])
  const limit = sql.lit(mostOfClue)
  const found = await sql<OrderTraits>`with found as (
      select f.id from unnest(${[...clues.numbers]}::text[]) as wanted (number) cross join lateral (
        select id from orders where workspace_id = current_workspace() and number_folded = wanted.number limit ${limit}) f
      union select f.id from unnest(${[...clues.addresses]}::text[]) as wanted (address) cross join lateral (
        select id from orders where workspace_id = current_workspace() and buyer_address = wanted.address
        order by ordered_at desc limit ${limit}) f
      union select f.order_id from unnest(${[...clues.trackingNumbers]}::text[]) as wanted (number) cross join lateral (
        select order_id from order_lines where workspace_id = current_workspace() and tracking_number = wanted.number
        limit ${limit}) f
      union select f.id from unnest(${all('storeId')}::uuid[], ${all('key')}::text[], ${all('from')}::timestamptz[],
        ${all('until')}::timestamptz[]) as wanted (store_id, key, since, until) cross join lateral (
        select id from orders where workspace_id = current_workspace() and buyer_key = wanted.key and buyer_key <> ''
          and store_id = wanted.store_id and ordered_at between wanted.since and wanted.until
        order by ordered_at desc limit ${limit}) f)
    ${traits} where o.id in (select id from found)`.execute(own(db))
  return found.rows
}

/** Orders by their ids. */
export async function traitsOf(db: Database, ids: readonly string[]): Promise<OrderTraits[]> {
  const found = await sql<OrderTraits>`${traits} where o.id = any(${[...ids]}::uuid[])`.execute(own(db))
  return found.rows
}

/** By what letters name an order: its number, the address of who bought it, the numbers of its parcels. */
export interface OrderNames {
  readonly numberFolded: string
  readonly buyerAddress: string | null
  readonly trackingNumbers: readonly string[]
}

/** By what letters may name these orders. Without what else they may say of them, which costs five times as much. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<OrderNames[]> {
  const found = await sql<OrderNames>`
    select number_folded as "numberFolded", buyer_address as "buyerAddress", array(
        select tracking_number from order_lines l where l.workspace_id = current_workspace() and l.order_id = o.id
          and tracking_number is not null limit 40) as "trackingNumbers"
    from orders o where workspace_id = current_workspace() and id = any(${[...ids]}::uuid[])`.execute(own(db))
  return found.rows
}
