import type { ColumnType, Generated } from 'kysely'
import type { fulfilments, orderStatuses, returnSources } from './schema.rows.ts'

/** Money is minor units of the row's currency. */
export interface OrderTables {
  orders: {
    workspace_id: Generated<string>
    id: string
    store_id: string
    number: string
    number_folded: Generated<string>
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
}
