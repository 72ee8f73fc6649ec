import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { filtered, type Reach, type TicketFilter } from './store.list.ts'
import { asTicket, finite, type TicketRecord } from './store.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)

/** What is looked for: a tsquery made by the desk's own segmentation, a ticket's number, an order number. */
export interface Wanted {
  readonly query: string | null
  readonly number: number | null
  readonly orderNumber: string | null
}

interface Hit {
  readonly id: string
  readonly lastMessageAt: Date
}

/** Words are asked for so many tickets at a time; a view that shows few of them asks again. */
const hitsAtOnce = 300

/**
 * Tickets that hold every searched word, or are of the number or order searched for, newest first, before the given
 * (last message, id). What the view and the reach leave out is left out here, whatever the search has found.
 */
export async function searchTickets(
  db: Database,
  filter: TicketFilter,
  wanted: Wanted,
  page: { after?: readonly [string, string]; limit: number },
): Promise<TicketRecord[]> {
  const found = await namedTickets(db, filter, wanted, page)
  let after = page.after
  for (let met = 0, more = wanted.query !== null; more && met < page.limit; ) {
    const hits = await ticketsWithWords(db, filter, wanted.query ?? '', { after, limit: hitsAtOnce })
    const shown = await ticketsAmong(db, filter, hits)
    found.push(...shown)
    met += shown.length
    const last = hits.at(-1)
    after = last && [last.lastMessageAt.toISOString(), last.id]
    more = hits.length === hitsAtOnce
  }
  const distinct = new Map(found.map((ticket) => [ticket.id, ticket]))
  return [...distinct.values()].sort(newestFirst).slice(0, page.limit)
}

const newestFirst = (one: TicketRecord, other: TicketRecord): number =>
  other.lastMessageAt.getTime() - one.lastMessageAt.getTime() || (one.id < other.id ? 1 : -1)

async function namedTickets(
  db: Database,
  filter: TicketFilter,
  { number, orderNumber }: Wanted,
  page: { after?: readonly [string, string]; limit: number },
): Promise<TicketRecord[]> {
  if (number === null && orderNumber === null) return []
  let query = filtered(db, filter).where((where) =>
    where.or([
      ...(number === null ? [] : [where('number', '=', number)]),
      ...(orderNumber === null ? [] : [where('order_number', '=', orderNumber)]),
    ]),
  )
  if (page.after)
    query = query.where(sql<boolean>`(last_message_at, id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`)
  const rows = await query
    .select(asTicket)
    .orderBy('last_message_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(finite)
}

const statusViews: ReadonlySet<string> = new Set(['open', 'waiting', 'snoozed', 'resolved'])
const openViews: ReadonlySet<string> = new Set(['mine', 'unassigned', 'breaching'])

function statusOf({ view }: TicketFilter): string | null {
  if (openViews.has(view)) return 'open'
  return statusViews.has(view) ? view : null
}

const reachOf = (reach: Reach): { memberId: string | null; storeIds: readonly string[] } =>
  'all' in reach
    ? { memberId: null, storeIds: [] }
    : { memberId: reach.memberId, storeIds: 'storeIds' in reach ? reach.storeIds : [] }

/** The one way to the index of words: see 0009_tickets.sql. */
async function ticketsWithWords(
  db: Database,
  filter: TicketFilter,
  query: string,
  page: { after: readonly [string, string] | undefined; limit: number },
): Promise<Hit[]> {
  const { memberId, storeIds } = reachOf(filter.reach)
  const [at, id] = page.after ?? [null, null]
  const found = await sql<Hit>`select ticket_id as id, last_message_at as "lastMessageAt" from tickets_with_words(
    ${query}::tsquery, ${at}::timestamptz, ${id}::uuid, ${page.limit}::int,
    ${memberId}::uuid, ${[...storeIds]}::uuid[], ${statusOf(filter)}::text, ${filter.storeId ?? null}::uuid)`.execute(
    own(db),
  )
  return found.rows
}

async function ticketsAmong(db: Database, filter: TicketFilter, hits: readonly Hit[]): Promise<TicketRecord[]> {
  if (hits.length === 0) return []
  const ids = hits.map(({ id }) => id)
  const rows = await filtered(db, filter).select(asTicket).where('id', 'in', ids).execute()
  return rows.map(finite)
}
