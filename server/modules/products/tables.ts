import type { Generated } from 'kysely'

export interface ProductTables {
  products: {
    workspace_id: Generated<string>
    id: string
    sku: string
    asin: string | null
    title: string
    category: string
    title_sold_at: Date | null
    has_cost: Generated<boolean>
    created_at: Date
    updated_at: Date
  }
  product_costs: {
    workspace_id: Generated<string>
    product_id: string
    /** A day, `2026-01-26`. */
    valid_from: string
    /** Minor units of the currency. */
    unit_cost: number
    currency: string
    recorded_at: Date
    recorded_by: string | null
  }
  product_words: { workspace_id: Generated<string>; word: string; sku: string }
  product_sales_read: { workspace_id: Generated<string>; up_to: Generated<string>; done_at: Date | null }
}
