export { customersProblems } from './errors.ts'
export { customerRoutes } from './routes.ts'
export { foldAddress, maskName } from './rules.ts'
export { type Contact, type ContactKind, type Customer, permissions, personalData, type Sender } from './schema.ts'
export {
  customerBehind,
  customerNames,
  findOrCreateCustomer,
  findOrCreateCustomers,
  isReachable,
  maskCustomer,
  readCustomer,
} from './service.ts'
