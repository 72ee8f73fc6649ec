import type { Context } from '../../platform/context.ts'
import type { ExportPart, Whose } from '../customers/index.ts'
import { ordersInFull } from './store.exports.ts'

/** A customer's orders with their lines, parcels and returns, for an answer to an access request. */
export async function exportOrders(context: Context, { traces }: Whose): Promise<ExportPart> {
  const { orders, lines, returns, shipments } = await ordersInFull(
    context.db,
    traces.orders.map(({ id }) => id),
  )
  return { tables: { orders, 'order-lines': lines, returns, shipments }, files: [] }
}
