import type { ColumnType, Generated } from 'kysely'
import type { PlanCounts, PlanText, Segment, Way } from './schema.plans.ts'
import type { EntryKind, Outcome, State } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
type Json<Value> = ColumnType<Value, string, string>

export interface FollowUpTables {
  follow_up_plans: {
    workspace_id: Generated<string>
    id: string
    name: string
    active: boolean
    weeks: number
    again_days: number
    way: Way
    segment: Json<Segment>
    texts: Json<PlanText[]>
    counts: ColumnType<PlanCounts | null, string | undefined, string>
    counted_at: Defaulted<Date | null>
    created_at: Date
    updated_at: Date
  }
  follow_ups: {
    workspace_id: Generated<string>
    id: string
    plan_id: string
    customer_id: string
    rank: number
    way: Way
    contact_id: string
    store_id: string | null
    state: State
    due_at: Date
    assignee_id: Defaulted<string | null>
    attempts: Defaulted<number>
    outcome: Defaulted<Outcome | null>
    satisfaction: Defaulted<number | null>
    ticket_id: Defaulted<string | null>
    made_at: Date
    closed_at: Defaulted<Date | null>
  }
  follow_up_entries: {
    workspace_id: Generated<string>
    id: string
    follow_up_id: string
    kind: EntryKind
    outcome: Outcome | null
    satisfaction: number | null
    note: string
    before: Json<Before>
    undone_at: Defaulted<Date | null>
    at: Date
    actor_id: string
  }
  suggestions: {
    workspace_id: Generated<string>
    id: string
    customer_id: string
    follow_up_id: string
    entry_id: string
    text: string
    withdrawn_at: Defaulted<Date | null>
    made_at: Date
  }
  follow_up_rounds: {
    workspace_id: Generated<string>
    after_id: string | null
    counts: ColumnType<Record<string, PlanCounts>, string | undefined, string>
    begun_at: Date
    ended_at: Defaulted<Date | null>
  }
}

/** What a follow-up was before an entry, as it is kept for the way back. */
export interface Before {
  readonly state: State
  readonly dueAt: string
  readonly attempts: number
  readonly outcome: Outcome | null
  readonly satisfaction: number | null
  readonly closedAt: string | null
  readonly assigneeId: string | null
  readonly ticketId: string | null
}
