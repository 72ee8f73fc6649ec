import { dayAfter } from '../../server/modules/losses/rules.days.ts'
import { dimensions } from '../../server/modules/losses/schema.figures.ts'
import { reasons, spread } from './ledger.lines.ts'

/** Days of the longest period that is asked for by each step. */
const longest = { day: 93, week: 728, month: 730 } as const

/** One question: a step or a group, a period, and up to three cuts, each drawn. */
export function questionOf(random: () => number, stores: readonly string[]): string {
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const [reason, , fault] = one(reasons)
  const cutsOf: Record<string, () => string> = {
    storeId: () => one(stores),
    marketplace: () => one(['amazon-us', 'amazon-de', 'own-shop']),
    category: () => `group ${Math.floor(random() * spread.categories)}`,
    sku: () => `S-${String(Math.floor(random() ** 2 * spread.skus)).padStart(5, '0')}`,
    reason: () => reason,
    fault: () => fault,
    policyVersionId: () => `00000000-0000-0000-0000-00000000000${1 + Math.floor(random() * (spread.versions - 1))}`,
  }
  const by = one(['day', 'week', 'month'] as const)
  const query = new URLSearchParams(random() < 0.4 ? { by } : { by, groupBy: one(dimensions) })
  if (random() < 0.6) {
    const last = dayAfter(spread.last, -Math.floor(random() * 100))
    query.set('last', last)
    query.set('first', dayAfter(last, -Math.floor(random() * (longest[by] - 31))))
  }
  if (random() < 0.2) query.set('basis', 'ordered')
  const many = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3][Math.floor(random() * 10)] ?? 0
  const names = Object.keys(cutsOf)
    .toSorted(() => random() - 0.5)
    .slice(0, many)
  for (const name of names) query.set(name, cutsOf[name]?.() ?? '')
  return `/api/loss-rate${query.has('groupBy') ? '/cuts' : ''}?${query}`
}

/** The first page of the ledger behind the same question. */
export const linesBehind = (path: string): string => {
  const query = new URLSearchParams(path.slice(path.indexOf('?') + 1))
  for (const name of ['by', 'groupBy']) query.delete(name)
  return `/api/loss-lines?${query}`
}
