import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../lib/time.ts'
import { nextStep, openGuard, readyPolicy, shippedGuardRows, shippedPolicies } from '../policies/index.ts'
import { dueOf, endOfWindow, nodeOf, stageOf } from './rules.stage.ts'
import { shownStep, totalCost } from './rules.step.ts'
import { type Facts, type Step, stages } from './schema.ts'

describe('where a return stands', () => {
  const at = (given: Facts, node: string, outcome?: string): Step => {
    const policy = readyPolicy(noReason)
    return nextStep(policy, openGuard(shippedGuardRows, '2026-03-02'), {
      facts: given,
      history: [{ node, ...(outcome && { outcome }) }],
    })
  }
  const noReason = shippedPolicies.find(({ key }) => key === 'no-reason-return') as (typeof shippedPolicies)[number]

  test.each<[string, string | undefined, string]>([
    ['letter-1', undefined, 'waiting'],
    ['letter-1', 'gives-up', 'ended'],
    ['await-item', undefined, 'item'],
    ['letter-2', 'insists', 'act'],
    ['letter-9', undefined, 'supervisor'],
  ])('after %s and %s: %s', (node, outcome, stage) => {
    expect(stageOf(at({ itemPrice: 10_000, country: 'US' }, node, outcome))).toBe(stage)
  })

  test('every step of every shipped policy has its stage, and is shown with words and whole sums', () => {
    const guard = openGuard(shippedGuardRows, '2026-03-02')
    const facts = fc.record(
      {
        itemPrice: fc.integer({ min: 0, max: 1_000_000 }),
        returnShipping: fc.integer({ min: 0, max: 10_000 }),
        profanity: fc.boolean(),
        photos: fc.integer({ min: 0, max: 3 }),
        claimRisk: fc.constantFrom('low' as const, 'open' as const),
        condition: fc.constantFrom('original' as const, 'used' as const),
        country: fc.constantFrom('DE', 'US', 'GB'),
        marketplaceKind: fc.constantFrom('amazon' as const, 'ebay' as const, 'own-shop' as const),
      },
      { requiredKeys: [] },
    )
    const outcomes = [undefined, 'insists', 'accepts', 'silent', 'done', 'arrived', 'keep-item', 'refund-in-full']
    fc.assert(
      fc.property(
        fc.constantFrom(...shippedPolicies),
        facts,
        fc.nat(),
        fc.constantFrom(...outcomes),
        (shape, given, pick, outcome) => {
          const nodes = Object.keys(shape.nodes)
          const node = nodes[pick % nodes.length] ?? ''
          const step = nextStep(readyPolicy(shape), guard, {
            facts: given,
            history: pick % 5 === 0 ? [] : [{ node, ...(outcome && { outcome }) }],
          })
          expect(stages).toContain(stageOf(step))
          expect(typeof nodeOf(step)).toBe('string')
          const shown = shownStep(step, shape, given, (cost) => cost === null || cost > 500)
          expect(shown.kind).toBe(step.kind)
          for (const { costs, total, state, verdict } of shown.options) {
            if (costs.length > 0) expect(total).toBe(totalCost(costs))
            expect(state === 'forbidden').toBe(verdict !== null)
          }
          for (const sum of [shown.buyerPays, ...shown.options.map(({ buyerPays: pays }) => pays)])
            if (sum !== null) expect(Number.isInteger(sum) && sum >= 0).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('clocks', () => {
  const from = new Date('2026-03-05T22:30:00Z') // A Thursday evening in London.
  test.each([
    ['hours', 48, new Date(from.getTime() + 48 * HOUR).toISOString()],
    ['calendar-days', 4, new Date(from.getTime() + 4 * DAY).toISOString()],
    ['business-days', 1, '2026-03-06T23:59:59.999Z'],
    ['business-days', 2, '2026-03-09T23:59:59.999Z'],
    ['business-days', 3, '2026-03-10T23:59:59.999Z'],
  ] as const)('%s × %i end at %s', (unit, value, end) => {
    expect(endOfWindow({ value, unit }, from, 'Europe/London')?.toISOString()).toBe(end)
  })

  test('a business day is one of the marketplace’s zone', () => {
    // Friday 06:30 in Shanghai: the next working day is Monday.
    expect(endOfWindow({ value: 1, unit: 'business-days' }, from, 'Asia/Shanghai')?.toISOString()).toBe(
      '2026-03-09T15:59:59.999Z',
    )
    expect(endOfWindow({ value: 15, unit: 'percent' }, from, 'UTC')).toBeUndefined()
  })

  test('the first that counts is due; the first answer stops its own alone', () => {
    const [one, two, three] = [1, 2, 3].map((day) => new Date(day * DAY)) as [Date, Date, Date]
    const none = { respondBy: null, respondedAt: null, refundBy: null, waitUntil: null, unsentAt: null }
    expect(dueOf(none)).toBeNull()
    expect(dueOf({ ...none, respondBy: one, waitUntil: two, refundBy: three })).toEqual(one)
    expect(dueOf({ ...none, respondBy: one, respondedAt: one, waitUntil: two, refundBy: three })).toEqual(two)
    expect(dueOf({ ...none, unsentAt: one, refundBy: two })).toEqual(one)
  })
})
