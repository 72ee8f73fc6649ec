import { Type } from 'typebox'
import { problemAnswers, type Routes } from '../../platform/http.ts'
import { CostRow, ProductCounts, ProductPage, ProductQuery } from './schema.ts'
import { countProducts, listProducts, sendCosts } from './service.ts'

const CostRows = Type.Object(
  { rows: Type.Array(CostRow, { minItems: 1, maxItems: 500 }) },
  { title: 'CostRows', additionalProperties: false },
)
const CostsRecorded = Type.Object(
  { added: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() },
  { title: 'CostsRecorded' },
)

/** The products of the workspace, and what they cost. */
export const productRoutes: Routes = async (app) => {
  app.get(
    '/products',
    {
      config: { permission: 'products.read' },
      schema: {
        operationId: 'listProducts',
        tags: ['products'],
        summary: 'Products by SKU with their unit costs; search by the beginning of a SKU or words of a title',
        querystring: ProductQuery,
        response: { 200: ProductPage, ...problemAnswers },
      },
    },
    (request) => listProducts(request.context, request.query),
  )
  app.get(
    '/products/counts',
    {
      config: { permission: 'products.read' },
      schema: {
        operationId: 'countProducts',
        tags: ['products'],
        summary: 'How many products there are, and of how many nobody has said what a piece costs',
        response: { 200: ProductCounts, ...problemAnswers },
      },
    },
    (request) => countProducts(request.context),
  )
  app.post(
    '/products/costs',
    {
      config: { permission: 'products.write' },
      schema: {
        operationId: 'recordCosts',
        tags: ['products'],
        summary: 'Record products and what a piece costs from a day on; the same rows again change nothing',
        body: CostRows,
        response: { 200: CostsRecorded, ...problemAnswers },
      },
    },
    (request) => sendCosts(request.context, request.body.rows),
  )
}
