import type { Generated, JSONColumnType } from 'kysely'
import type { EntryKind, Evidence, Field, Outcome, Stage } from './schema.ts'
import type { Before } from './store.entries.ts'

export interface ActionTables {
  departments: {
    workspace_id: Generated<string>
    id: string
    name: string
    field: Field
    limit_seconds: number
    calendar_id: string | null
    active: boolean
  }
  department_members: { workspace_id: Generated<string>; department_id: string; member_id: string }
  actions: {
    workspace_id: Generated<string>
    id: string
    department_id: string
    title: string
    ask: string
    ticket_id: string | null
    store_id: string | null
    evidence: JSONColumnType<Evidence[]>
    stage: Stage
    outcome: Outcome | null
    asked_by: string
    owner_id: string | null
    asked_at: Date
    due_at: Date
    answer: string | null
    answered_at: Date | null
    closed_at: Date | null
    reminded_at: Date | null
  }
  action_entries: {
    workspace_id: Generated<string>
    id: string
    action_id: string
    kind: EntryKind
    note: string
    owner_id: string | null
    due_at: Date | null
    before: JSONColumnType<Before> | null
    undone_at: Date | null
    actor_id: string
    at: Date
  }
}
