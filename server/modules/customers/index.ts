export { customersProblems } from './errors.ts'
export { customerRoutes } from './routes.ts'
export { foldAddress, maskName } from './rules.ts'
export type {
  Asked as CustomerAsked,
  Figures as CustomerFigures,
  HistoryAsked as CustomerHistoryAsked,
  HistoryFact as CustomerHistoryFact,
} from './schema.profile.ts'
export { type Contact, type ContactKind, type Customer, permissions, personalData, type Sender } from './schema.ts'
export { customerFigures, customerHistory } from './service.profile.ts'
export {
  customerBehind,
  customerNames,
  findOrCreateCustomer,
  findOrCreateCustomers,
  isReachable,
  maskCustomer,
  readCustomer,
} from './service.ts'
