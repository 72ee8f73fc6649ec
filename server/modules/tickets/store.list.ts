import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Kind } from '../sla/index.ts'
import type { Status, View } from './schema.ts'
import { asLine, asTicket, finite, type TicketLine, type TicketRecord } from './store.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)
type Tickets = SelectQueryBuilder<TicketTables, 'tickets', unknown>
type Where = ExpressionBuilder<TicketTables, 'tickets'>

/** Which tickets a member may see: all, those of some stores, or their own. */
export type Reach =
  | { readonly all: true }
  | { readonly storeIds: readonly string[]; readonly memberId: string }
  | { readonly memberId: string }

export interface TicketFilter {
  readonly view: View
  readonly memberId: string
  readonly reach: Reach
  /** Due before this is "breaching". */
  readonly soon: Date
  readonly storeId?: string
  readonly kind?: Kind
}

/** The tickets that a filter lets through. */
export function filtered(db: Database, filter: TicketFilter): Tickets {
  let query: Tickets = own(db)
    .selectFrom('tickets')
    .where((where) => inReach(where, filter.reach))
  query = query.where((where) => inView(where, filter))
  if (filter.storeId) query = query.where('store_id', '=', filter.storeId)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  return query
}

/** Whether a ticket lies within a member's reach, asked of the rows. */
export function inReach(where: Where, reach: Reach): Expression<SqlBool> {
  if ('all' in reach) return where.lit(true)
  const mine = where('assignee_id', '=', reach.memberId)
  if (!('storeIds' in reach)) return mine
  return reach.storeIds.length === 0 ? mine : where.or([mine, where('store_id', 'in', [...reach.storeIds])])
}

/** Whether one ticket lies within a member's reach. */
export function reaches(reach: Reach, ticket: { storeId: string | null; assigneeId: string | null }): boolean {
  if ('all' in reach) return true
  if (ticket.assigneeId === reach.memberId) return true
  return 'storeIds' in reach && ticket.storeId !== null && reach.storeIds.includes(ticket.storeId)
}

/** Said and not given as a value: PostgreSQL then knows, whatever the values, which of the indexes of open tickets serve. */
const hasStatus = (where: Where, status: Status): Expression<SqlBool> => where('status', '=', sql.lit(status))

function inView(where: Where, { view, memberId, soon }: TicketFilter): Expression<SqlBool> {
  const open = hasStatus(where, 'open')
  switch (view) {
    case 'mine':
      return where.and([open, where('assignee_id', '=', memberId)])
    case 'unassigned':
      return where.and([open, where('assignee_id', 'is', null)])
    case 'breaching':
      return where.and([open, where('next_due_at', '<', soon)])
    case 'open':
      return open
    case 'waiting':
    case 'snoozed':
    case 'resolved':
      return hasStatus(where, view)
    case 'following':
      // As an array the followed are read first, by their index; as a join PostgreSQL may read everybody's instead.
      return sql<boolean>`id = any(array(select ticket_id from ticket_followers where member_id = ${memberId}))`
    case 'all':
      return where.lit(true)
  }
}

interface PageOfList {
  readonly after?: readonly [string, string]
  readonly limit: number
}

/** Of a hundred tickets, and one more that tells whether there is another page. */
const longestPage = 101

/** Most pressing first, after the given (due, id); `infinity` stands for never due. */
export async function listByDue(db: Database, filter: TicketFilter, page: PageOfList): Promise<TicketLine[]> {
  const listed = (among: Tickets, limit: number | Expression<number>) => {
    const [due, id] = page.after ?? []
    return among
      .$if(page.after !== undefined, (query) =>
        query.where(sql<boolean>`(next_due_at, id) > (${due}::timestamptz, ${id}::uuid)`),
      )
      .select(asLine)
      .orderBy('next_due_at')
      .orderBy('id')
      .limit(limit)
  }
  if (filter.view !== 'all') return (await listed(filtered(db, filter), page.limit).execute()).map(finite)
  // Each status by its own index, and no further than the page reaches: all of them need none of their own. Said and not
  // given, the limit lets PostgreSQL keep the plan, which takes it longer to make than to follow; but who serves few
  // stores is better served by a plan made for these.
  const limit = 'all' in filter.reach ? sql.lit(Math.max(page.limit, longestPage)) : page.limit
  const listedOf = (status: Status) =>
    own(db)
      .selectFrom(
        listed(
          filtered(db, filter).where((where) => hasStatus(where, status)),
          limit,
        ).as('line'),
      )
      .selectAll()
  const rows = await listedOf('open')
    .unionAll(listedOf('waiting'))
    .unionAll(listedOf('snoozed'))
    .unionAll(listedOf('resolved'))
    .orderBy('nextDueAt')
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(finite)
}

/** Newest word first, before the given (last message, id). */
export async function listByRecency(db: Database, filter: TicketFilter, page: PageOfList): Promise<TicketLine[]> {
  let query = filtered(db, filter)
  if (page.after)
    query = query.where(sql<boolean>`(last_message_at, id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`)
  // Nobody is assignee of any of these; but only so does PostgreSQL see that the index of assignees has them in order.
  if (filter.view === 'unassigned') query = query.orderBy('assignee_id', 'desc')
  const rows = await query
    .select(asLine)
    .orderBy('last_message_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(finite)
}

/** How many each view holds, counted no further than `cap`, in one statement for all of them. */
export async function countUpTo(
  db: Database,
  filters: readonly TicketFilter[],
  cap: number,
): Promise<Partial<Record<View, number | null>>> {
  const counted = filters.map((filter) => {
    const some = filtered(db, filter).select('id').limit(cap).as('some')
    return own(db)
      .selectFrom(some)
      .select((row) => row.fn.countAll<number>().as('count'))
      .as(filter.view)
  })
  return own(db).selectNoFrom(counted).executeTakeFirstOrThrow()
}

/** Other tickets of the same customer or order, newest first. */
export async function relatedTickets(db: Database, id: string, reach: Reach, limit: number): Promise<TicketLine[]> {
  const its = <Column extends 'customer_id' | 'order_number'>(column: Column) =>
    own(db).selectFrom('tickets as its').select(`its.${column}`).where('its.id', '=', id)
  const rows = await own(db)
    .selectFrom('tickets')
    .select(asLine)
    .where('id', '!=', id)
    .where((where) => inReach(where, reach))
    .where((where) =>
      where.or([where('customer_id', '=', its('customer_id')), where('order_number', '=', its('order_number'))]),
    )
    .orderBy('last_message_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(finite)
}

/** Unassigned open tickets, the most pressing first, for dealing out. */
export async function unassignedTickets(db: Database, limit: number): Promise<TicketRecord[]> {
  const rows = await own(db)
    .selectFrom('tickets')
    .select(asTicket)
    .where('status', '=', 'open')
    .where('assignee_id', 'is', null)
    .orderBy('next_due_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(finite)
}
