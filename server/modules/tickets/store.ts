import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Kind, Measure, NextDue, Priority } from '../sla/index.ts'
import type { Reason, Resolution, Status } from './schema.ts'
import { eventRow, type NewEvent } from './store.events.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)

/** A ticket's row as the module thinks of it. */
export interface TicketRecord {
  id: string
  number: number
  kind: Kind
  subType: string | null
  status: Status
  priority: Priority
  subject: string
  preview: string
  language: string
  storeId: string | null
  channelId: string | null
  channelKind: string
  marketplaceKind: string
  customerId: string | null
  orderNumber: string | null
  assigneeId: string | null
  tags: string[]
  reasons: Reason[]
  unanswered: number
  nextDueAt: Date | null
  nextMeasure: Measure | null
  nextStartedAt: Date | null
  snoozedUntil: Date | null
  lastMessageAt: Date
  createdAt: Date
  resolvedAt: Date | null
  resolution: Resolution | null
  version: number
}

export const asTicket = [
  'id',
  'number',
  'kind',
  'sub_type as subType',
  'status',
  'priority',
  'subject',
  'preview',
  'language',
  'store_id as storeId',
  'channel_id as channelId',
  'channel_kind as channelKind',
  'marketplace_kind as marketplaceKind',
  'customer_id as customerId',
  'order_number as orderNumber',
  'assignee_id as assigneeId',
  'tags',
  'reasons',
  'unanswered',
  'next_due_at as nextDueAt',
  'next_measure as nextMeasure',
  'next_started_at as nextStartedAt',
  'snoozed_until as snoozedUntil',
  'last_message_at as lastMessageAt',
  'created_at as createdAt',
  'resolved_at as resolvedAt',
  'resolution',
  'version',
] as const

export const finite = <Row extends { nextDueAt: Date | number }>(row: Row) => ({
  ...row,
  nextDueAt: row.nextDueAt instanceof Date ? row.nextDueAt : null,
})

export interface NewTicketRow {
  id: string
  kind: Kind
  subType: string | null
  priority: Priority
  subject: string
  preview: string
  language: string
  storeId: string | null
  channelId: string | null
  channelKind: string
  marketplaceKind: string
  customerId: string | null
  orderNumber: string | null
  reasons: Reason[]
  unanswered: number
  nextDue: NextDue | null
  at: Date
}

/** Inserts a ticket with the words it is found by and the first line of its timeline; returns its number. */
export async function insertTicket(
  db: Database,
  row: NewTicketRow,
  tokens: readonly string[],
  created: NewEvent,
): Promise<number> {
  const inserted = await own(db)
    .with('ticket', (own) => own.insertInto('tickets').values(columnsOf(row)).returning('number'))
    .with('found_by', (own) =>
      own.insertInto('ticket_search').values({ ticket_id: row.id, tokens: tsvectorOf(tokens) }),
    )
    .with('line', (own) => own.insertInto('ticket_events').values(eventRow(created)))
    .selectFrom('ticket')
    .select('number')
    .executeTakeFirstOrThrow()
  return inserted.number
}

const columnsOf = (row: NewTicketRow) => ({
  id: row.id,
  kind: row.kind,
  sub_type: row.subType,
  priority: row.priority,
  subject: row.subject,
  preview: row.preview,
  language: row.language,
  store_id: row.storeId,
  channel_id: row.channelId,
  channel_kind: row.channelKind,
  marketplace_kind: row.marketplaceKind,
  customer_id: row.customerId,
  order_number: row.orderNumber,
  assignee_id: null,
  reasons: JSON.stringify(row.reasons),
  unanswered: row.unanswered,
  next_due_at: row.nextDue?.at ?? ('infinity' as const),
  next_measure: row.nextDue?.measure ?? null,
  next_started_at: row.nextDue?.startedAt ?? null,
  snoozed_until: null,
  last_message_at: row.at,
  created_at: row.at,
  resolved_at: null,
  resolution: null,
})

export async function readTicket(db: Database, id: string): Promise<TicketRecord | undefined> {
  const row = await own(db).selectFrom('tickets').select(asTicket).where('id', '=', id).executeTakeFirst()
  return row && finite(row)
}

/** The ticket, locked until the transaction ends: changes to one ticket follow one another. */
export async function lockTicket(db: Database, id: string): Promise<TicketRecord | undefined> {
  const row = await own(db).selectFrom('tickets').select(asTicket).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && finite(row)
}

export interface TicketUpdate {
  kind?: Kind
  subType?: string | null
  status?: Status
  priority?: Priority
  preview?: string
  language?: string
  storeId?: string | null
  customerId?: string | null
  orderNumber?: string | null
  assigneeId?: string | null
  tags?: string[]
  reasons?: Reason[]
  unanswered?: number
  nextDue?: NextDue | null
  snoozedUntil?: Date | null
  lastMessageAt?: Date
  resolvedAt?: Date | null
  resolution?: Resolution | null
}

export async function updateTicket(db: Database, id: string, change: TicketUpdate): Promise<void> {
  await own(db)
    .updateTable('tickets')
    .set((row) => ({
      version: row('version', '+', 1),
      ...(change.kind !== undefined && { kind: change.kind }),
      ...(change.subType !== undefined && { sub_type: change.subType }),
      ...(change.status !== undefined && { status: change.status }),
      ...(change.priority !== undefined && { priority: change.priority }),
      ...(change.preview !== undefined && { preview: change.preview }),
      ...(change.language !== undefined && { language: change.language }),
      ...(change.storeId !== undefined && { store_id: change.storeId }),
      ...(change.customerId !== undefined && { customer_id: change.customerId }),
      ...(change.orderNumber !== undefined && { order_number: change.orderNumber }),
      ...(change.assigneeId !== undefined && { assignee_id: change.assigneeId }),
      ...(change.tags !== undefined && { tags: change.tags }),
      ...(change.reasons !== undefined && { reasons: JSON.stringify(change.reasons) }),
      ...(change.unanswered !== undefined && { unanswered: change.unanswered }),
      ...(change.nextDue !== undefined && {
        next_due_at: change.nextDue?.at ?? ('infinity' as const),
        next_measure: change.nextDue?.measure ?? null,
        next_started_at: change.nextDue?.startedAt ?? null,
      }),
      ...(change.snoozedUntil !== undefined && { snoozed_until: change.snoozedUntil }),
      ...(change.lastMessageAt !== undefined && { last_message_at: change.lastMessageAt }),
      ...(change.resolvedAt !== undefined && { resolved_at: change.resolvedAt }),
      ...(change.resolution !== undefined && { resolution: change.resolution && JSON.stringify(change.resolution) }),
    }))
    .where('id', '=', id)
    .execute()
}

/** Tickets whose time to wake has come, locked; those that another worker wakes are skipped. */
export const lockWaking = (db: Database, now: Date, limit: number): Promise<{ id: string }[]> =>
  own(db)
    .selectFrom('tickets')
    .select('id')
    .where('status', '=', 'snoozed')
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** The newest ticket about an order in a store, and when it last heard from anyone. */
export const newestOfOrder = (
  db: Database,
  orderNumber: string,
  customerId: string,
): Promise<{ id: string; status: Status; lastMessageAt: Date } | undefined> =>
  own(db)
    .selectFrom('tickets')
    .select(['id', 'status', 'last_message_at as lastMessageAt'])
    .where('order_number', '=', orderNumber)
    .where('customer_id', '=', customerId)
    .orderBy('last_message_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Who last worked for a customer, to keep them with the same person. */
export const lastAssigneeOf = (db: Database, customerId: string): Promise<{ assigneeId: string | null } | undefined> =>
  own(db)
    .selectFrom('tickets')
    .select('assignee_id as assigneeId')
    .where('customer_id', '=', customerId)
    .where('assignee_id', 'is not', null)
    .orderBy('last_message_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Open work by member: how many tickets, and how many of them urgent or high. */
export const openByAssignee = (db: Database): Promise<{ memberId: string; open: number; pressing: number }[]> =>
  own(db)
    .selectFrom('tickets')
    .select([
      sql<string>`assignee_id`.as('memberId'),
      sql<number>`count(*)`.as('open'),
      sql<number>`count(*) filter (where priority in ('urgent', 'high'))`.as('pressing'),
    ])
    .where('status', '=', 'open')
    .where('assignee_id', 'is not', null)
    .groupBy('assignee_id')
    .execute()

/** A text of more different words than this is found by the first of them only; tsvector itself holds 1 MB. */
const mostTokens = 20_000

const tsvectorOf = (tokens: readonly string[]) =>
  sql<string>`array_to_tsvector(${[...new Set(tokens)].slice(0, mostTokens)}::text[])`

/** Adds the words of a text, cut and folded, to what the ticket is found by. */
export async function addSearchTokens(db: Database, ticketId: string, tokens: readonly string[]): Promise<void> {
  await sql`insert into ticket_search (ticket_id, tokens) values (${ticketId}, ${tsvectorOf(tokens)})
    on conflict (workspace_id, ticket_id) do update
    set tokens = case when length(ticket_search.tokens) < ${2 * mostTokens} then ticket_search.tokens || excluded.tokens else ticket_search.tokens end`.execute(
    own(db),
  )
}
