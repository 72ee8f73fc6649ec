import type { ColumnType, Generated } from 'kysely'
import type { Comparison, Goal } from './schema.arms.ts'
import type { ExperimentVerdict, State } from './schema.ts'

export interface ExperimentTables {
  experiments: {
    workspace_id: Generated<string>
    id: string
    name: string
    policy_id: string
    state: State
    goal: Goal
    effect: number
    alpha: number
    power: number
    deviation: number
    size: number
    spares_important: boolean
    verdict: ColumnType<ExperimentVerdict | null, string | undefined, string>
    stop_reason: Generated<string>
    created_by: string
    created_at: Date
    started_at: Date | null
    ended_at: Date | null
    archived_at: Date | null
  }
  experiment_arms: {
    workspace_id: Generated<string>
    experiment_id: string
    position: number
    version_id: string
    weight: number
  }
  experiment_assignments: {
    workspace_id: Generated<string>
    experiment_id: string
    request_id: string
    position: number
    assigned_at: Date
  }
  experiment_outcomes: {
    workspace_id: Generated<string>
    request_id: string
    experiment_id: string
    position: number
    loss: number | null
    currency: string
    loss_share: number | null
    is_given_up: boolean
    has_claim: boolean
    counted_at: Date
  }
  experiment_opinions: {
    workspace_id: Generated<string>
    request_id: string
    experiment_id: string
    is_satisfied: boolean
    heard_at: Date
  }
  experiment_looks: {
    workspace_id: Generated<string>
    experiment_id: string
    returns: number
    comparisons: ColumnType<Comparison[], string, never>
    looked_at: Date
  }
}
