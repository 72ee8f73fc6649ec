export { productRoutes } from './routes.ts'
export { Amount, CostRow, CurrencyCode, permissions, Sku } from './schema.ts'
export { invalidProducts, skusHeld } from './service.cleanups.ts'
export { costsOn, recordCosts } from './service.ts'
