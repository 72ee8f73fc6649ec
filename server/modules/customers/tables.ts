import type { ColumnType, Generated } from 'kysely'
import type { erasureStatuses, ReachCounts, Whose } from './schema.erasure.ts'
import type { exportStatuses } from './schema.exports.ts'
import type { ContactKind } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface CustomerTables {
  customers: {
    workspace_id: Generated<string>
    id: string
    name: string
    language: string | null
    vip: Defaulted<boolean>
    vip_reason: Defaulted<string>
    notes: Defaulted<string>
    special_needs: Defaulted<string>
    preferences: Defaulted<string>
    created_at: Date
    updated_at: Date
    erased_at: Defaulted<Date | null>
  }
  customer_contacts: {
    workspace_id: Generated<string>
    id: string
    customer_id: string
    kind: ContactKind
    address: string
    written: string
    store_id: string | null
    created_at: Date
  }
  customer_words: { workspace_id: Generated<string>; word: string; customer_id: string }
  erasures: {
    workspace_id: Generated<string>
    id: string
    customer_id: string
    status: Defaulted<(typeof erasureStatuses)[number]>
    asked_by: string
    asked_at: Date
    started_at: Defaulted<Date | null>
    ended_at: Defaulted<Date | null>
    reach: ColumnType<ReachCounts, string, string>
    counts: ColumnType<ReachCounts, string | undefined, string>
    whose: ColumnType<Whose | null, string | null | undefined, string | null>
    problem: Defaulted<string | null>
  }
  customer_exports: {
    workspace_id: Generated<string>
    id: string
    customer_id: string
    status: Defaulted<(typeof exportStatuses)[number]>
    asked_by: string
    asked_at: Date
    ended_at: Defaulted<Date | null>
    sha256: Defaulted<string | null>
    size: Defaulted<number | null>
    expires_at: Defaulted<Date | null>
    problem: Defaulted<string | null>
  }
  erasure_files: { workspace_id: Generated<string>; erasure_id: string; sha256: string }
}
