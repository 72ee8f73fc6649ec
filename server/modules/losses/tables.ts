import type { ColumnType, Generated } from 'kysely'
import type { CostKind } from '../policies/index.ts'
import type { CategoryAlarm } from './schema.settings.ts'
import type { CounterAccount, SourceKind } from './schema.ts'

/** Money is minor units; days are dates, `2026-01-26`. What has no words here is named in `migrations/0052_losses.sql`. */
export interface LossTables {
  loss_bookings: {
    workspace_id: Generated<string>
    id: string
    key: string
    turn: number
    reverses: string | null
    return_request_id: string | null
    store_id: string
    order_number: string | null
    sku: string
    booked_at: Date
    currency: string
    told: string
    source_kind: SourceKind
    source_id: string
    note: string
    made_by: string | null
    made_at: Date
  }
  loss_lines: {
    workspace_id: Generated<string>
    id: string
    booking_id: string
    kind: CostKind
    counter: CounterAccount
    sign: number
    amount: number | null
    currency: string
    base_amount: number | null
    rate: string | null
    rate_day: string | null
    rate_source: string | null
    day: string
    order_month: string
    store_id: string
    sku: string
    category: string
    reason: string
    quality: 'yes' | 'no' | 'unknown'
    fault: string
    policy_version_id: string
  }
  shipped_costs: {
    workspace_id: Generated<string>
    shipment_id: string
    store_id: string
    order_number: string
    sku: string
    category: string
    day: string
    order_month: string
    quantity: number
    amount: number | null
    currency: string | null
    base_amount: number | null
  }
  loss_dues: {
    workspace_id: Generated<string>
    id: Generated<number>
    kind: 'orders' | 'skus' | 'rates'
    store_id: string | null
    names: string[]
  }
  loss_work: { workspace_id: Generated<string>; done_at: Date | null }
  loss_settings: {
    workspace_id: Generated<string>
    basis: 'booked' | 'ordered'
    alarm_all: string
    alarm_without_quality: string
    categories: ColumnType<CategoryAlarm[], string, string>
    updated_at: Date
  }
}
