import type { ColumnType, Generated } from 'kysely'
import type { Language, Scope } from '../../platform/context.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
type Json<Value> = ColumnType<Value, string, string>

export interface AccessTables {
  workspaces: {
    workspace_id: string
    slug: string
    name: string
    zone: string
    currency: string
    language: Language
    is_demo: Defaulted<boolean>
    created_at: Date
  }
  teams: { workspace_id: Generated<string>; id: string; name: string }
  roles: {
    workspace_id: Generated<string>
    id: string
    key: string
    name_zh: string
    name_en: string
    permissions: Json<Record<string, Scope>>
    shipped: Defaulted<boolean>
  }
  members: {
    workspace_id: Generated<string>
    id: string
    email: string
    name: string
    password_hash: string | null
    state: 'invited' | 'active' | 'deactivated'
    language: Language
    zone: string
    speaks: Defaulted<string[]>
    all_stores: Defaulted<boolean>
    store_ids: Defaulted<string[]>
    preferences: ColumnType<Record<string, unknown>, string | undefined, string>
    failed_sign_ins: Defaulted<number>
    locked_until: Date | null
    created_at: Date
  }
  member_roles: { workspace_id: Generated<string>; member_id: string; role_id: string }
  member_teams: { workspace_id: Generated<string>; member_id: string; team_id: string }
  sessions: {
    workspace_id: Generated<string>
    token_hash: Buffer
    member_id: string
    created_at: Date
    last_seen_at: Date
    expires_at: Date
    confirmed_at: ColumnType<Date | null, never, Date>
    user_agent: string
    address: string
  }
  api_tokens: {
    workspace_id: Generated<string>
    id: string
    member_id: string
    name: string
    token_hash: Buffer
    permissions: string[]
    created_at: Date
    expires_at: Date | null
    last_used_at: Date | null
    revoked_at: Date | null
  }
  invitations: {
    workspace_id: Generated<string>
    token_hash: Buffer
    member_id: string
    purpose: 'join' | 'reset'
    expires_at: Date
    used_at: Date | null
  }
}
