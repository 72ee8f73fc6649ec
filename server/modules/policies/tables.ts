import type { ColumnType, Generated } from 'kysely'
import type { ReturnPolicy } from './schema.policy.ts'
import type { Step, VersionState } from './schema.versions.ts'

export interface PolicyTables {
  return_policies: {
    workspace_id: Generated<string>
    id: string
    key: string
    position: number
    shipped: boolean
    created_at: Date
    archived_at: Date | null
  }
  policy_versions: {
    workspace_id: Generated<string>
    id: string
    policy_id: string
    number: number
    state: VersionState
    content: ColumnType<ReturnPolicy, string, string>
    note: Generated<string>
    based_on: string | null
    revision: Generated<number>
    author_id: string | null
    created_at: Date
    changed_at: Date
    submitted_at: Date | null
    approved_by: string | null
    approved_at: Date | null
    editors: Generated<string[]>
  }
  policy_version_steps: {
    workspace_id: Generated<string>
    id: string
    version_id: string
    step: Step
    taken_by: string | null
    taken_at: Date
    note: string
  }
  policy_publications: {
    workspace_id: Generated<string>
    id: string
    policy_id: string
    version_id: string
    effective_at: Date
    published_by: string | null
    published_at: Date
    reason: Generated<string>
    cancelled_at: Date | null
  }
}
