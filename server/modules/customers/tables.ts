import type { ColumnType, Generated } from 'kysely'
import type { ConsentState, consentSources, Purpose } from './schema.consents.ts'
import type { erasureStatuses, ReachCounts, Whose } from './schema.erasure.ts'
import type { exportStatuses } from './schema.exports.ts'
import type { Crossing, MergeFields, Moved } from './schema.merging.ts'
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
    merged_into: Defaulted<string | null>
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
    likeness: Generated<string>
    created_at: Date
  }
  customer_words: { workspace_id: Generated<string>; word: string; customer_id: string }
  customer_consents: {
    workspace_id: Generated<string>
    id: string
    customer_id: string
    purpose: Purpose
    state: ConsentState
    source: (typeof consentSources)[number]
    note: string
    message_id: string | null
    said_at: Date
    recorded_at: Date
    actor_kind: 'member' | 'token' | 'system' | 'buyer'
    actor_id: string
  }
  customers_apart: {
    workspace_id: Generated<string>
    one_id: string
    other_id: string
    said_at: Date
    actor_kind: string
    actor_id: string
  }
  customer_merges: {
    workspace_id: Generated<string>
    id: string
    survivor_id: string
    merged_id: string
    before: ColumnType<MergeFields, string, string>
    after: ColumnType<MergeFields, string, string>
    moved: ColumnType<Moved[], string, string>
    reason: string
    crossings: ColumnType<Crossing[], string, string>
    merged_at: Date
    merged_by_kind: string
    merged_by: string
    undone_at: Defaulted<Date | null>
    undone_by_kind: Defaulted<string | null>
    undone_by: Defaulted<string | null>
  }
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
  customer_thresholds: {
    workspace_id: Generated<string>
    returning_orders: number
    regular_orders: number
    key_orders: number
    watch_percent: number
    high_percent: number
    watch_returned: number
    high_returned: number
    watch_claims: number
    high_claims: number
    watch_outside_policy: number
  }
  erasure_files: { workspace_id: Generated<string>; erasure_id: string; sha256: string }
}
