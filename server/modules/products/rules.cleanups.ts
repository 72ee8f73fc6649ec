import type { ProductCost } from './schema.ts'

/**
 * The days of costs that only repeat what the day before them in the chain says: without them every day still costs the
 * same. Of costs of one product, in any order.
 */
export function repeatedDays(costs: readonly ProductCost[]): string[] {
  const chain = [...costs].sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
  return chain.flatMap((cost, at) => {
    const before = chain[at - 1]
    const repeats = before?.unitCost === cost.unitCost && before.currency === cost.currency
    return repeats ? [cost.validFrom] : []
  })
}
