import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Kind, Measure, NextDue, Priority } from '../sla/index.ts'
import type { Reason, Resolution, Status } from './schema.ts'
import type { TicketTables } from './tables.ts'

const own = (db: Database) => tablesOf<TicketTables>(db)

/** What a list shows of a ticket. */
export interface TicketLine {
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
  channelKind: string
  marketplaceKind: string
  customerId: string | null
  orderNumber: string | null
  assigneeId: string | null
  tags: string[]
  unanswered: number
  nextDueAt: Date | null
  nextMeasure: Measure | null
  nextStartedAt: Date | null
  snoozedUntil: Date | null
  lastMessageAt: Date
  createdAt: Date
}

/** A ticket's row as the module thinks of it. */
export interface TicketRecord extends TicketLine {
  channelId: string | null
  reasons: Reason[]
  resolvedAt: Date | null
  resolution: Resolution | null
  version: number
}

/** Why a ticket is what it is takes as much room as all else of it; a list leaves that where it is. */
export const asLine = [
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
  'channel_kind as channelKind',
  'marketplace_kind as marketplaceKind',
  'customer_id as customerId',
  'order_number as orderNumber',
  'assignee_id as assigneeId',
  'tags',
  'unanswered',
  'next_due_at as nextDueAt',
  'next_measure as nextMeasure',
  'next_started_at as nextStartedAt',
  'snoozed_until as snoozedUntil',
  'last_message_at as lastMessageAt',
  'created_at as createdAt',
] as const

export const asTicket = [
  ...asLine,
  'channel_id as channelId',
  'reasons',
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
  /** The words it is found by. */
  tokens: readonly string[]
}

/** Inserts tickets with the words they are found by; answers their numbers. */
export async function insertTickets(db: Database, rows: readonly NewTicketRow[]): Promise<Map<string, number>> {
  const records = rows.map(({ nextDue, tokens, ...row }) => ({
    ...row,
    nextDueAt: nextDue?.at ?? 'infinity',
    nextMeasure: nextDue?.measure ?? null,
    nextStartedAt: nextDue?.startedAt ?? null,
    tokens: [...new Set(tokens)].slice(0, mostTokens),
  }))
  const inserted = await sql<{ id: string; number: number }>`with row as materialized (
      select * from jsonb_to_recordset(${asRecords(records)}::jsonb) as ticket(id uuid, kind text, "subType" text,
        priority text, subject text, preview text, language text, "storeId" uuid, "channelId" uuid, "channelKind" text,
        "marketplaceKind" text, "customerId" uuid, "orderNumber" text, reasons jsonb, unanswered int,
        "nextDueAt" timestamptz, "nextMeasure" text, "nextStartedAt" timestamptz, at timestamptz, tokens text[])
    ), found_by as (
      insert into ticket_search (ticket_id, tokens) select id, array_to_tsvector(tokens) from row
    )
    insert into tickets (id, kind, sub_type, priority, subject, preview, language, store_id, channel_id, channel_kind,
      marketplace_kind, customer_id, order_number, reasons, unanswered, next_due_at, next_measure, next_started_at,
      last_message_at, created_at)
    select id, kind, "subType", priority, subject, preview, language, "storeId", "channelId", "channelKind",
      "marketplaceKind", "customerId", "orderNumber", reasons, unanswered, "nextDueAt", "nextMeasure", "nextStartedAt",
      at, at from row order by id
    returning id, number`.execute(own(db))
  return new Map(inserted.rows.map(({ id, number }) => [id, number]))
}

export async function readTicket(db: Database, id: string): Promise<TicketRecord | undefined> {
  const row = await own(db).selectFrom('tickets').select(asTicket).where('id', '=', id).executeTakeFirst()
  return row && finite(row)
}

export async function readTickets(db: Database, ids: readonly string[]): Promise<TicketRecord[]> {
  const rows = await own(db)
    .selectFrom('tickets')
    .select(asTicket)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(finite)
}

/**
 * The ticket, locked until the transaction ends: changes to one ticket follow one another. Rows that only refer to it are
 * written meanwhile (`no key`): jobs that write of many tickets would wait for each, and deadlock with who holds two.
 */
export async function lockTicket(db: Database, id: string): Promise<TicketRecord | undefined> {
  const row = await own(db)
    .selectFrom('tickets')
    .select(asTicket)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
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
    .forNoKeyUpdate()
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
