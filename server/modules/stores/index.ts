export { storesProblems } from './errors.ts'
export { marketplaceRoutes } from './routes.marketplaces.ts'
export { storeRoutes } from './routes.ts'
export { marketplaceOfAlias, marketplacesOfNotice, orderNumbersIn } from './rules.places.ts'
export { type ContentClass, contentClasses, type MarketplaceRule, type RuleCode } from './schema.rules.ts'
export { type Marketplace, type MarketplaceKind, permissions, type Store } from './schema.ts'
export { keptDaysOf, type RuleFinding, rulesOf, ruleValue, seedMarketplaces } from './service.rules.ts'
export {
  createStore,
  listMarketplaces,
  marketplaceOf,
  readStore,
  storeOrRefuse,
  storesByIds,
  storesOf,
  storesServed,
} from './service.ts'
