import type { ColumnType, Generated } from 'kysely'
import type { AuditBreach } from './schema.ts'

export interface AuditTables {
  audit_entries: {
    workspace_id: Generated<string>
    sequence: number
    at: Date
    action: string
    actor_kind: 'member' | 'token' | 'system' | 'buyer' | 'nobody'
    actor_id: string
    subject_kind: string
    subject_id: string
    subject_name: string
    details: string
    request_id: string
    previous_hash: Buffer
    hash: Buffer
  }
  audit_verifications: {
    workspace_id: Generated<string>
    id: string
    state: Generated<'running' | 'done' | 'failed'>
    checked: Generated<number>
    total: number
    breach_count: Generated<number>
    breaches: ColumnType<AuditBreach[], string | undefined, string>
    asked_by: string
    asked_at: Date
    ended_at: Date | null
  }
  audit_heads: { workspace_id: Generated<string>; sequence: number; hash: Buffer; seal: Buffer | null }
}
