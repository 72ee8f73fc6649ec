export { productRoutes } from './routes.ts'
export { Amount, CostRow, CurrencyCode, permissions, Sku } from './schema.ts'
export { costsOn, recordCosts, skusIn } from './service.ts'
