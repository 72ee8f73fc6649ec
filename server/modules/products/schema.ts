import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp } from '../../platform/http.ts'

export const permissions = ['products.read', 'products.write'] as const

/** A calendar day, `2026-01-26`. */
const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Sku = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
/** Minor units of a currency: cents, yen. */
export const Amount = Type.Integer({ minimum: -9_000_000_000_000, maximum: 9_000_000_000_000 })
export const CurrencyCode = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })

/** What one piece costs the seller from a day on: the base of the outbound cost (PRODUCT, Returns). */
export const ProductCost = Type.Object(
  { validFrom: Day, unitCost: Type.Integer({ minimum: 0, maximum: 9_000_000_000_000 }), currency: CurrencyCode },
  { title: 'ProductCost' },
)
export type ProductCost = Static<typeof ProductCost>

export const Product = Type.Object(
  {
    id: Id,
    sku: Sku,
    asin: Nullable(Type.String()),
    title: Type.String(),
    category: Type.String(),
    /** The newest first; empty where nobody has said what it costs. */
    costs: Type.Array(ProductCost),
    updatedAt: Timestamp,
  },
  { title: 'Product' },
)
export type Product = Static<typeof Product>

export const ProductPage = pageOf(Product, 'ProductPage')

export const ProductCounts = Type.Object(
  { all: Type.Integer(), withoutCost: Type.Integer({ description: 'Of these nobody has said what a piece costs.' }) },
  { title: 'ProductCounts' },
)
export type ProductCounts = Static<typeof ProductCounts>

export const ProductQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 120, description: 'The beginning of a SKU, or words of a title.' })),
  withoutCost: Type.Optional(Type.Literal(true)),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type ProductQuery = Static<typeof ProductQuery>

/** One row of a cost table: a product, and what it costs from a day on. */
export const CostRow = Type.Object(
  {
    sku: Sku,
    asin: Type.Optional(Nullable(Type.String({ maxLength: 20 }))),
    title: Type.Optional(Type.String({ maxLength: 500 })),
    category: Type.Optional(Type.String({ maxLength: 120 })),
    ...ProductCost.properties,
  },
  { title: 'CostRow', additionalProperties: false },
)
export type CostRow = Static<typeof CostRow>
