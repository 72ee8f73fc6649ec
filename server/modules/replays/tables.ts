import type { ColumnType, Generated } from 'kysely'
import type { ReplayResult, State } from './schema.ts'

export interface ReplayTables {
  replays: {
    workspace_id: Generated<string>
    id: string
    policy_id: string
    version_id: string
    from_day: ColumnType<string, string, never>
    to_day: ColumnType<string, string, never>
    from_at: Date
    to_at: Date
    state: Generated<State>
    seen: Generated<number>
    reached_at: Date | null
    result: ColumnType<ReplayResult | null, string | undefined, string | null>
    asked_by: string
    asked_at: Date
    ended_at: Date | null
  }
}
