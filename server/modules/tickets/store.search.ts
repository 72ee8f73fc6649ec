import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import { filtered, type TicketFilter } from './store.list.ts'
import { asLine, finite, type TicketLine } from './store.ts'
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

/** A view that leaves out many of the tickets with the words asks again, each time for so many times more. */
const growth = 4
const mostHitsAtOnce = 800

/**
 * Tickets that hold every searched word, or are of the number or order searched for, newest first, before the given
 * (last message, id). What the view and the reach leave out is left out here, whatever the search has found.
 */
export async function searchTickets(
  db: Database,
  filter: TicketFilter,
  wanted: Wanted,
  page: { after?: readonly [string, string]; limit: number },
): Promise<TicketLine[]> {
  const found: TicketLine[] = []
  const named = namedTickets(db, filter, wanted, page)
  let after = page.after
  let limit = page.limit
  for (let more = wanted.query !== null; more && found.length < page.limit; ) {
    const hits = await ticketsWithWords(db, filter, wanted.query ?? '', { after, limit })
    found.push(...(await ticketsAmong(db, filter, hits)))
    const last = hits.at(-1)
    after = last && [last.lastMessageAt.toISOString(), last.id]
    more = hits.length === limit
    limit = Math.min(limit * growth, mostHitsAtOnce)
  }
  found.push(...(await named))
  const distinct = new Map(found.map((ticket) => [ticket.id, ticket]))
  return [...distinct.values()].sort(newestFirst).slice(0, page.limit)
}

const newestFirst = (one: TicketLine, other: TicketLine): number =>
  other.lastMessageAt.getTime() - one.lastMessageAt.getTime() || (one.id < other.id ? 1 : -1)

async function namedTickets(
  db: Database,
  filter: TicketFilter,
  { number, orderNumber }: Wanted,
  page: { after?: readonly [string, string]; limit: number },
): Promise<TicketLine[]> {
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
    .select(asLine)
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

/** One's own tickets lie within every reach: the view of them is the narrower of the two. */
const reachOf = ({ view, memberId, reach }: TicketFilter): { memberId: string | null; storeIds: readonly string[] } => {
  if (view === 'mine') return { memberId, storeIds: [] }
  if ('all' in reach) return { memberId: null, storeIds: [] }
  return { memberId: reach.memberId, storeIds: 'storeIds' in reach ? reach.storeIds : [] }
}

/** The one way to the index of words: see 0009_tickets.sql and 0022_tickets_list-by-page.sql. */
async function ticketsWithWords(
  db: Database,
  filter: TicketFilter,
  query: string,
  page: { after: readonly [string, string] | undefined; limit: number },
): Promise<Hit[]> {
  const { memberId, storeIds } = reachOf(filter)
  const [at, id] = page.after ?? [null, null]
  const found = await sql<Hit>`select ticket_id as id, last_message_at as "lastMessageAt" from tickets_with_words(
    ${query}::tsquery, ${at}::timestamptz, ${id}::uuid, ${page.limit}::int,
    ${memberId}::uuid, ${[...storeIds]}::uuid[], ${statusOf(filter)}::text, ${filter.storeId ?? null}::uuid)`.execute(
    own(db),
  )
  return found.rows
}

async function ticketsAmong(db: Database, filter: TicketFilter, hits: readonly Hit[]): Promise<TicketLine[]> {
  if (hits.length === 0) return []
  const ids = hits.map(({ id }) => id)
  const rows = await filtered(db, filter).select(asLine).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  return rows.map(finite)
}
