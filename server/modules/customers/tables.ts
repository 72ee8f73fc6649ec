import type { ColumnType, Generated } from 'kysely'
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
}
