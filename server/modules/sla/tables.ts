import type { ColumnType, Generated } from 'kysely'
import type { DayPeriod, WeeklyPeriod } from '../../lib/calendar.ts'
import type { Ending, Pause } from './rules.ts'
import type { Kind, MarketplaceKind, Measure, Priority } from './schema.ts'

/** jsonb: written as text, read as what it holds. */
type Json<Value> = ColumnType<Value, string, string>

export interface SlaTables {
  calendars: {
    workspace_id: Generated<string>
    id: string
    name: string
    zone: string
    always_open: boolean
    periods: Json<WeeklyPeriod[]>
    updated_at: Date
  }
  calendar_holidays: {
    workspace_id: Generated<string>
    calendar_id: string
    date: string
    name: string
    open: Json<DayPeriod[]>
  }
  sla_policies: {
    workspace_id: Generated<string>
    id: string
    name: string
    kind: Kind | null
    priority: Priority | null
    store_id: string | null
    marketplace_kind: MarketplaceKind | null
    channel_kind: string | null
    ceiling: boolean
    active: boolean
    updated_at: Date
  }
  sla_targets: {
    workspace_id: Generated<string>
    policy_id: string
    measure: Measure
    limit_seconds: number
    calendar_id: string | null
    pauses_for_buyer: boolean
  }
  sla_courses: {
    workspace_id: Generated<string>
    ticket_id: string
    kind: Kind
    priority: Priority
    store_id: string | null
    marketplace_kind: string | null
    channel_kind: string | null
    opened_at: Date
    answered_at: Date | null
    unanswered_since: Date | null
    waiting_since: Date | null
    proposed_at: Date | null
    resolved_at: Date | null
  }
  clocks: {
    workspace_id: Generated<string>
    id: string
    ticket_id: string
    measure: Measure
    policy_id: string | null
    calendar_id: string | null
    started_at: Date
    limit_ms: number
    pauses_for_buyer: boolean
    pauses: Json<Pause[]>
    stopped_at: Date | null
    stopped_how: Ending | null
    breached_at: Date | null
    reminded: 0 | 50 | 80 | 100
    due_at: Date | null
    next_at: Date | null
    spent_ms: number | null
  }
}
