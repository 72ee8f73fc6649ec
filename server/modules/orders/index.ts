export { ordersProblems } from './errors.ts'
export { orderRoutes } from './routes.ts'
export { unitIdentity } from './rules.identity.ts'
export { OrderRow, ReturnRow } from './schema.rows.ts'
export { Order, OrderPage, OrderSummary, permissions, personalData } from './schema.ts'
export {
  type BuyerClue,
  type FoldedClues,
  foldBuyerAddresses,
  type OrderTraits,
  ordersByClues,
  traitsOfOrders,
} from './service.clues.ts'
export { type Recorded, recordOrderRows, recordReturnRows } from './service.rows.ts'
export { listOrders, orderBeside, orderSummaries } from './service.ts'
