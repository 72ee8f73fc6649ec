import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostHeld, wholeOrders } from './rules.batches.ts'

const numbers = fc.array(fc.tuple(fc.option(fc.integer({ min: 1, max: 9 })), fc.integer({ min: 1, max: 260 })), {
  maxLength: 6,
})
const rowsOf = (runs: readonly (readonly [number | null, number])[]) =>
  runs.flatMap(([order, lines]) => Array.from({ length: lines }, () => (order === null ? null : `A-${order}`)))

test('what is kept back is the last order alone, and never more than may be held', () =>
  fc.assert(
    fc.property(numbers, (runs) => {
      const rows = rowsOf(runs)
      const taken = wholeOrders(rows)
      const kept = rows.slice(taken)
      expect(kept.length).toBeLessThanOrEqual(mostHeld)
      expect(new Set(kept).size).toBeLessThanOrEqual(1)
      if (kept.length > 0) expect(rows[taken - 1]).not.toBe(kept[0])
    }),
  ))

test.each([
  ['nothing is read', [], 0],
  ['an order is followed by another', ['A', 'A', 'B'], 2],
  ['one order has lines enough for more to come', ['A', 'A'], 0],
  ['the last row could not be read', ['A', 'B', null], 3],
  ['an order has too many lines', Array<string>(mostHeld + 1).fill('A'), mostHeld + 1],
])('when %s', (_, rows, taken) => expect(wholeOrders(rows)).toBe(taken))
