import type { ColumnType, Generated } from 'kysely'
import type { entryKinds, entrySources } from './schema.money.ts'
import type { fulfilments, orderStatuses, returnSources } from './schema.rows.ts'

/** Money is minor units of the row's currency. */
export interface OrderTables {
  orders: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    number: string
    number_folded: string
    status: (typeof orderStatuses)[number]
    fulfilment: (typeof fulfilments)[number] | null
    ordered_at: Date
    changed_at: Date | null
    currency: string
    buyer_name: string
    buyer_key: string
    buyer_address: string | null
    country: string | null
    region: string
    city: string
    postal_code: string
    recorded_at: Date
    customer_id: string | null
    redacted_at: Date | null
    redacted_for: 'rule' | 'request' | null
  }
  order_lines: {
    workspace_id: Generated<string>
    order_id: string
    line_key: string
    line_id: string | null
    sku: string
    asin: string | null
    title: string
    quantity: number
    status: string
    price: number
    tax: number
    shipping: number
    shipping_tax: number
    gift_wrap: number
    gift_wrap_tax: number
    discount: number
    shipping_discount: number
    shipped_at: Date | null
    carrier: string
    tracking_number: string | null
    others: ColumnType<Record<string, string> | null, string | null, string | null>
    told: number
  }
  returned_units: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    source: (typeof returnSources)[number]
    unit_key: string
    order_number: string
    sku: string
    asin: string | null
    title: string
    quantity: number
    returned_at: Date
    reason: string
    status: string
    disposition: string
    comments: string
    rma: string | null
    in_policy: boolean | null
    has_claim: boolean | null
    resolution: string
    label_type: string
    label_payer: string
    currency: string | null
    label_cost: number | null
    refunded: number | null
    reimbursed: number | null
    carrier: string
    tracking_number: string | null
    others: ColumnType<Record<string, string> | null, string | null, string | null>
    told: number
    recorded_at: Date
  }
  shipments: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    order_number: string
    shipment_key: string
    shipment_id: string | null
    line_id: string | null
    sku: string
    title: string
    quantity: number
    shipped_at: Date
    arrives_at: Date | null
    delivered_at: Date | null
    carrier: string
    tracking_number: string | null
    fulfilment_centre: string
    reported_at: Date
    told: number
    recorded_at: Date
  }
  money_entries: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    source: (typeof entrySources)[number]
    entry_key: string
    kind: (typeof entryKinds)[number]
    order_number: string | null
    line_id: string | null
    sku: string
    quantity: number | null
    amount: number
    currency: string
    booked_at: Date | null
    settlement_id: string | null
    transaction_type: string
    amount_type: string
    description: string
    recorded_at: Date
    also_told: string | null
  }
  seller_feedback: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    order_number: string
    given_at: Date
    rating: number
    comments: string
    response: string
    rater_address: string | null
    recorded_at: Date
  }
  currency_rates: {
    workspace_id: Generated<string>
    from_currency: string
    to_currency: string
    day: string
    rate: string
    source: string
    recorded_at: Date
  }
}
