import type { Generated } from 'kysely'
import type { AskedOf, CheckCode, TaskKind, TaskStage } from './schema.ts'

export interface ProcedureTables {
  order_tasks: {
    workspace_id: Generated<string>
    id: string
    ticket_id: string
    order_id: string
    order_number: string
    store_id: string
    kind: TaskKind
    stage: TaskStage
    assignee_id: string | null
    sku: string | null
    new_sku: string | null
    quantity: number | null
    address: string | null
    reason: string | null
    asked_of: AskedOf | null
    reference: string | null
    refusal: string | null
    not_told: string | null
    overridden: CheckCode[]
    override_reason: string | null
    begun_at: Date
    due_at: Date
    outcome_at: Date | null
    ended_at: Date | null
    in_time: boolean | null
  }
  order_task_limits: {
    workspace_id: Generated<string>
    kind: TaskKind
    limit_seconds: number
    calendar_id: string | null
  }
}
