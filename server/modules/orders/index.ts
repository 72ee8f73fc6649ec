export { ordersProblems } from './errors.ts'
export { jobs, sweeps } from './jobs.ts'
export { rateRoutes } from './routes.rates.ts'
export { orderRoutes } from './routes.ts'
export { entryIdentity, unitIdentity } from './rules.identity.ts'
export { converted, type FoundRate, shownRate } from './rules.rates.ts'
export { FeedbackRow } from './schema.feedback.ts'
export { type EntryKind, MoneyRow } from './schema.money.ts'
export { OrderRow, ReturnRow } from './schema.rows.ts'
export { ShipmentRow } from './schema.shipments.ts'
export { Order, OrderPage, OrderSummary, permissions, personalData } from './schema.ts'
export { customersWithOrders, invalidOrders, ordersHeld, skusWithOrders } from './service.cleanups.ts'
export {
  type BuyerClue,
  type FoldedClues,
  foldBuyerAddresses,
  namesOfOrders,
  type OrderTraits,
  ordersByClues,
  traitsOfOrders,
} from './service.clues.ts'
export {
  type CameBack,
  cameBackOf,
  commentsOfUnits,
  oldestRecordedSince,
  type SalesOfDay,
  salesBetween,
} from './service.comings-back.ts'
export { alikeBuyers, figuresOfBuyer, figuresOfBuyers, historyOfBuyer } from './service.customers.ts'
export { eraseOrders, ordersOfBuyerAmong, ordersReached, tracesInOrders } from './service.erasure.ts'
export { exportOrders } from './service.exports.ts'
export { recordFeedbackRows, verdictsOn } from './service.feedback.ts'
export { recordMoneyRows } from './service.money.ts'
export {
  firstOrders,
  historyOf,
  type PurchaseHistory,
  type Purchases,
  purchasesOf,
  type WatchedBuyer,
} from './service.purchases.ts'
export { digitsOf, ratesOver, recordRates } from './service.rates.ts'
export { type Reported, type ReportedEntry, type ReportedUnit, reportedAmong, reportedOf } from './service.reported.ts'
export { type Recorded, readyOrderRows, recordOrderRows, recordReadyRows } from './service.rows.ts'
export { recordShipmentRows } from './service.shipments.ts'
export { listOrders, orderBeside, orderSummaries } from './service.ts'
export { readyReturnRows, recordReadyUnits, recordReturnRows } from './service.units.ts'
