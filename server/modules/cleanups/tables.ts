import type { ColumnType, Generated } from 'kysely'
import type { CleanupRestore } from '../../platform/cleanups.ts'
import type { KindName, Status } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface CleanupTables {
  cleanup_settings: { workspace_id: Generated<string>; kind: KindName; days: number }
  cleanup_looks: {
    workspace_id: Generated<string>
    kind: KindName
    id: string
    status: Status
    days: number
    before: Date
    after_mark: Defaulted<string | null>
    found: Defaulted<number>
    asked_at: Date
    ended_at: Defaulted<Date | null>
  }
  cleanup_findings: { workspace_id: Generated<string>; kind: KindName; key: string }
  cleanup_runs: {
    workspace_id: Generated<string>
    id: string
    kind: KindName
    status: Defaulted<Status>
    days: number
    before: Date
    keys: string[] | null
    chosen: number
    cleaned: Defaulted<number>
    kept: Defaulted<number>
    files: Defaulted<string[]>
    asked_by: string
    asked_at: Date
    ended_at: Defaulted<Date | null>
    undo_status: Defaulted<Status | null>
    undone: Defaulted<number>
    undone_by: Defaulted<string | null>
    undo_ended_at: Defaulted<Date | null>
  }
  cleanup_restores: {
    workspace_id: Generated<string>
    run_id: string
    place: number
    restore: ColumnType<CleanupRestore, string, never>
  }
}
