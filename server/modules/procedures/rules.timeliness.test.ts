import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Counted, figuresBy, figuresOf } from './rules.timeliness.ts'

test.each([
  [[], { ended: 0, inTime: 0, rate: null }],
  [[{ ended: 4, inTime: 3 }], { ended: 4, inTime: 3, rate: 0.75 }],
  [
    [
      { ended: 1, inTime: 1 },
      { ended: 3, inTime: 0 },
    ],
    { ended: 4, inTime: 1, rate: 0.25 },
  ],
])('of %j: %j', (counted, figures) => {
  expect(figuresOf(counted)).toEqual(figures)
})

const counted: fc.Arbitrary<Counted> = fc
  .record({
    day: fc.constantFrom('2026-03-01', '2026-03-02'),
    storeId: fc.constantFrom('a', 'b'),
    assigneeId: fc.constantFrom('x', 'y', null),
    ended: fc.integer({ min: 1, max: 9 }),
    late: fc.nat(9),
  })
  .map(({ late, ...one }) => ({ ...one, inTime: Math.max(0, one.ended - late) }))

test('agents, stores and days each add up to the whole, and no rate is above all', () => {
  fc.assert(
    fc.property(fc.array(counted, { maxLength: 12 }), (rows) => {
      const whole = figuresOf(rows)
      for (const key of ['day', 'storeId', 'assigneeId'] as const) {
        const parts = figuresBy(rows, (row) => row[key])
        const { ended, inTime } = figuresOf(parts)
        expect({ ended, inTime }).toEqual({ ended: whole.ended, inTime: whole.inTime })
        for (const { rate } of parts) expect(rate).toBeGreaterThanOrEqual(0)
        for (const { rate } of parts) expect(rate).toBeLessThanOrEqual(1)
        expect(new Set(parts.map((part) => part.key)).size).toBe(parts.length)
      }
    }),
  )
})
