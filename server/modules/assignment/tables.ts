import type { ColumnType, Generated } from 'kysely'
import type { Kind } from '../sla/index.ts'
import type { DutyState } from './schema.ts'

export interface AssignmentTables {
  availabilities: {
    workspace_id: Generated<string>
    member_id: string
    state: DutyState
    state_since: Date
    capacity: number | null
    kinds: Kind[]
    last_given_at: Date | null
  }
  assignment_settings: {
    workspace_id: Generated<string>
    automatic: boolean
    sticky: boolean
    substitute: boolean
    default_capacity: number
    /** numeric: the driver hands it over as text. */
    pressing_weight: ColumnType<string, number, number>
  }
}
