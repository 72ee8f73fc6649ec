export { customersProblems } from './errors.ts'
export { jobs, sweeps } from './jobs.ts'
export { consentRoutes } from './routes.consents.ts'
export { erasureRoutes } from './routes.erasure.ts'
export { exportRoutes } from './routes.exports.ts'
export { mergeRoutes } from './routes.merging.ts'
export { thresholdRoutes } from './routes.thresholds.ts'
export { customerRoutes } from './routes.ts'
export { attachmentPath } from './rules.exports.ts'
export { tierByOrders } from './rules.standing.ts'
export { foldAddress, maskName } from './rules.ts'
export type { ContactPermission } from './schema.consents.ts'
export type { ErasedPart, ReachCounts, Traces, Whose } from './schema.erasure.ts'
export type { ExportPart } from './schema.exports.ts'
export type { Moved as CustomerMoved, Moving as CustomerMoving } from './schema.merging.ts'
export type {
  Asked as CustomerAsked,
  Figures as CustomerFigures,
  HistoryAsked as CustomerHistoryAsked,
  HistoryFact as CustomerHistoryFact,
} from './schema.profile.ts'
export { tiers as customerTiers } from './schema.profile.ts'
export { type Contact, type ContactKind, type Customer, permissions, personalData, type Sender } from './schema.ts'
export { customersHeld, type Removable as RemovableCustomer } from './service.cleanups.hooks.ts'
export { invalidCustomers } from './service.cleanups.ts'
export { type CustomersLetter, customersLetters, mayContactEach, recordConsent } from './service.consents.ts'
export { customerTraces, erasePart, erasureReach, heldFiles, tracesInFiles } from './service.erasure.hooks.ts'
export { removeUnheld } from './service.erasure.ts'
export { eraseExports, exportPart, exportsReached, filesOfExports } from './service.exports.ts'
export { customersAlike } from './service.likeness.ts'
export { customerMoved } from './service.merging.ts'
export { ownersOfBuyers } from './service.owners.ts'
export { customerFigures, customerHistory } from './service.profile.ts'
export { type CustomerOnRoll, customerOnRoll, customersOnRoll, erasuresAsked, rollOfCustomers } from './service.roll.ts'
export { customersFigures, thresholdsOf } from './service.thresholds.ts'
export {
  addressShown,
  customerBehind,
  customerNames,
  findOrCreateCustomer,
  findOrCreateCustomers,
  isReachable,
  maskCustomer,
  readCustomer,
} from './service.ts'
