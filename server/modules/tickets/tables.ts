import type { ColumnType, Generated } from 'kysely'
import type { Kind, Measure, Priority } from '../sla/index.ts'
import type { Reason, Resolution, Status } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
type Json<Value> = ColumnType<Value, string | undefined, string>
/** PostgreSQL's `infinity` stands for "never due", so that lists sort and page without nulls; it reads back as a number. */
type DueColumn = ColumnType<Date | number, Date | 'infinity' | undefined, Date | 'infinity'>

export interface TicketTables {
  tickets: {
    workspace_id: Generated<string>
    id: string
    number: Generated<number>
    kind: Kind
    sub_type: string | null
    status: Defaulted<Status>
    priority: Defaulted<Priority>
    subject: string
    preview: Defaulted<string>
    language: string
    store_id: string | null
    channel_id: string | null
    channel_kind: string
    marketplace_kind: Defaulted<string>
    customer_id: string | null
    order_number: string | null
    assignee_id: string | null
    tags: Defaulted<string[]>
    reasons: Json<Reason[]>
    unanswered: Defaulted<number>
    next_due_at: DueColumn
    next_measure: Measure | null
    next_started_at: Date | null
    snoozed_until: Date | null
    last_message_at: Date
    created_at: Date
    resolved_at: Date | null
    resolution: ColumnType<Resolution | null, string | null, string | null>
    version: Defaulted<number>
    erased_at: Defaulted<Date | null>
  }
  ticket_events: {
    workspace_id: Generated<string>
    ticket_id: string
    id: string
    kind: string
    actor_kind: 'member' | 'token' | 'system' | 'buyer'
    actor_id: string
    details: ColumnType<Record<string, unknown>, string, never>
    at: Date
  }
  ticket_followers: { workspace_id: Generated<string>; ticket_id: string; member_id: string }
  ticket_search: { workspace_id: Generated<string>; ticket_id: string; tokens: ColumnType<string, string, never> }
}
