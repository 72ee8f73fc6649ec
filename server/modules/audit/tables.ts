import type { Generated } from 'kysely'

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
  audit_heads: { workspace_id: Generated<string>; sequence: number; hash: Buffer; seal: Buffer | null }
}
