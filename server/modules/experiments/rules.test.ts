import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lossPlan, sharePlan, trial, usual } from '../../../tests/experiments/trials.ts'
import { shippedPolicy } from '../../../tests/policies/ground.ts'
import { armOf } from './rules.arms.ts'
import { templatesOf, withOtherLetters } from './rules.letters.ts'
import { counted, lossShareOf, nothingCounted, plannedSize, stopRuleOf } from './rules.looks.ts'
import { normalShare, normalValue, sizeForMeans, sizeForShares } from './rules.power.ts'
import { mixtureFor, priceOfLooking, radiusOf, varianceFor } from './rules.sequential.ts'
import { type ArmCounts, firstLook } from './schema.arms.ts'

describe('the arm of a buyer', () => {
  test('is the same each time, another one in another experiment for about half, and follows the weights', () => {
    const buyers = Array.from({ length: 20_000 }, (_, at) => `buyer-${at}`)
    const share = (id: string, weights: number[], arm: number) =>
      buyers.filter((buyer) => armOf(id, buyer, weights) === arm).length / buyers.length
    expect(share('one', [1, 1], 0)).toBeCloseTo(0.5, 1)
    expect(share('one', [8, 1, 1], 0)).toBeCloseTo(0.8, 1)
    expect(share('one', [8, 1, 1], 2)).toBeCloseTo(0.1, 1)
    const both = buyers.filter((buyer) => armOf('one', buyer, [1, 1]) === armOf('two', buyer, [1, 1])).length
    expect(both / buyers.length).toBeCloseTo(0.5, 1)
  })

  test.each([
    ['0193a000-0000-7000-8000-000000000001', 'anna@example.com', [1, 1], 1],
    ['0193a000-0000-7000-8000-000000000001', 'kim@example.com', [1, 1], 0],
    ['0193a000-0000-7000-8000-000000000002', 'anna@example.com', [1, 1], 1],
    ['0193a000-0000-7000-8000-000000000002', 'anna@example.com', [0, 1], 1],
  ])('of %s and %s never changes, release after release', (id, buyer, weights, arm) => {
    expect(armOf(id, buyer, weights)).toBe(arm)
  })

  test('is one of the arms, whatever the names and weights', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(fc.string(), fc.string(), weights, (id, buyer, weights) => {
        expect(weights[armOf(id, buyer, weights)]).toBeGreaterThan(0)
      }),
    )
  })
})

describe('sizes', () => {
  test.each([
    [0.2, 0.05, 0.8, 393],
    [0.5, 0.05, 0.8, 63],
    [0.8, 0.05, 0.8, 25],
    [0.5, 0.05, 0.9, 85],
    [0.5, 0.01, 0.8, 94],
  ])(
    'means that differ by %d deviations, alpha %d, power %d: %i in each arm (Cohen 1988, by the normal distribution)',
    (effect, alpha, power, size) => {
      expect(sizeForMeans(effect, 1, { alpha, power })).toBe(size)
    },
  )

  test.each([
    [0.5, 0.6, 0.05, 0.8, 388],
    [0.1, 0.2, 0.05, 0.8, 199],
    [0.05, 0.1, 0.05, 0.8, 435],
    [0.3, 0.5, 0.05, 0.8, 93],
  ])('shares of %d and %d, alpha %d, power %d: %i in each arm (Fleiss 2003)', (one, other, alpha, power, size) => {
    expect(sizeForShares(one, other, { alpha, power })).toBe(size)
  })

  test.each([
    [0.975, 1.959964],
    [0.95, 1.644854],
    [0.8, 0.841621],
    [0.5, 0],
    [0.005, -2.575829],
  ])('%d of the normal distribution lie below %d', (share, value) => {
    expect(normalValue(share)).toBeCloseTo(value, 5)
    expect(normalShare(value)).toBeCloseTo(share, 6)
  })

  test('looking all the time costs about twice as many returns as one look at the end, at most', () => {
    expect(priceOfLooking(0.05, 0.8)).toBeGreaterThan(1.6)
    expect(priceOfLooking(0.05, 0.8)).toBeLessThan(2.1)
  })

  test('an arm with little weight makes the whole larger', () => {
    const plan = { goal: 'given-up', effect: 0.05, alpha: 0.05, power: 0.8, deviation: 0.5 } as const
    expect(plannedSize(plan, [1, 1])).toBeLessThan(plannedSize(plan, [9, 1]))
    expect(plannedSize(plan, [1, 1])).toBeLessThan(plannedSize(plan, [1, 1, 1]))
  })
})

describe('the range that may be looked at all the time', () => {
  const positive = fc.double({ min: 1e-6, max: 10, noNaN: true })
  test('narrows as the variance falls, widens as alpha falls, and is wider than that of one look', () => {
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 0.001, max: 0.2, noNaN: true }), (variance, mixture, alpha) => {
        const radius = radiusOf(variance, mixture, alpha)
        expect(radiusOf(variance / 2, mixture, alpha)).toBeLessThan(radius)
        expect(radiusOf(variance, mixture, alpha / 2)).toBeGreaterThan(radius)
        expect(radius).toBeGreaterThan(normalValue(1 - alpha / 2) * Math.sqrt(variance))
      }),
    )
  })

  test('is narrowest at the planned size with the mixture for it', () => {
    const planned = varianceFor(0.05, 0.05, 0.8)
    const best = mixtureFor(planned, 0.05)
    for (const other of [0.2, 0.5, 0.8, 1.25, 2, 5])
      expect(radiusOf(planned, best, 0.05)).toBeLessThan(radiusOf(planned, best * other, 0.05))
  })

  test('says nothing where nothing varies yet', () => {
    expect(radiusOf(0, 1, 0.05)).toBe(Number.POSITIVE_INFINITY)
    expect(radiusOf(Number.POSITIVE_INFINITY, 1, 0.05)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('what counts', () => {
  test.each([
    [500, 1_000, 0.5],
    [9_000, 1_000, 2],
    [-900, 1_000, -0.5],
    [null, 1_000, null],
    [500, null, null],
    [500, 0, null],
  ])('a loss of %s on a price of %s is %s', (loss, price, share) => {
    expect(lossShareOf({ loss, price })).toBe(share)
  })

  test('each return once in what is known of it', () => {
    const one = { loss: null, price: 100, isGivenUp: true, hasClaim: false, isSatisfied: null }
    const after = counted(counted(nothingCounted, one), { ...one, loss: 50, isSatisfied: false, hasClaim: true })
    expect(after).toEqual({
      returns: 2,
      priced: 1,
      sum: 0.5,
      squares: 0.25,
      givenUp: 2,
      claims: 1,
      asked: 1,
      dissatisfied: 1,
    })
  })
})

describe('a verdict', () => {
  const plan = sharePlan(0.1)
  const rule = stopRuleOf(plan, 2)
  const arm = (returns: number, change: Partial<ArmCounts> = {}): ArmCounts => ({
    ...nothingCounted,
    returns,
    priced: returns,
    givenUp: Math.round(returns * 0.4),
    ...change,
  })
  test.each([
    ['waits for the first returns', [arm(firstLook - 1), arm(firstLook - 1, { claims: 40 })], 'too-early'],
    ['goes on while the ranges are wide', [arm(100), arm(100)], 'running'],
    ['more give up: better', [arm(2_000), arm(2_000, { givenUp: 1_200 })], 'better'],
    ['fewer give up: worse', [arm(2_000), arm(2_000, { givenUp: 500 })], 'worse'],
    ['claims rise: harm, however good the goal', [arm(2_000), arm(2_000, { givenUp: 1_900, claims: 300 })], 'harm'],
    ['all in and nothing to tell them apart', [arm(plan.size / 2), arm(plan.size / 2)], 'no-difference'],
  ] as const)('%s', (_name, arms, code) => {
    expect(rule.verdict(arms).code).toBe(code)
  })

  test('names the best of several arms', () => {
    const three = stopRuleOf(plan, 3)
    const arms = [arm(3_000), arm(3_000, { givenUp: 1_700 }), arm(3_000, { givenUp: 2_000 })]
    expect(three.verdict(arms)).toEqual({ code: 'better', arm: 2 })
  })
})

describe('simulated experiments, looked at after every return', () => {
  const trials = 400
  const wrongly = (plan: Parameters<typeof trial>[1]) =>
    Array.from({ length: trials }, (_, seed) => trial([usual, usual], plan, seed)).filter(
      ({ verdict }) => verdict.code !== 'no-difference',
    ).length

  test.each([
    ['loss shares', lossPlan(0.08)],
    ['give-ups', sharePlan(0.08)],
  ])('%s: arms that do not differ stop wrongly in no more than 5 of 100', (_name, plan) => {
    expect(wrongly(plan) / trials).toBeLessThanOrEqual(0.05)
  })

  test.each([
    ['loss shares', lossPlan(0.08), { ...usual, shift: -0.08 / 0.55 }],
    ['give-ups', sharePlan(0.08), { ...usual, givesUp: 0.53 }],
  ])('%s: a difference of the planned size is found at least as often as planned', (_name, plan, better) => {
    const found = Array.from({ length: trials }, (_, seed) => trial([usual, better], plan, seed)).filter(
      ({ verdict }) => verdict.code === 'better',
    ).length
    expect(found / trials).toBeGreaterThanOrEqual(plan.power)
  })
})

describe('letters in other words', () => {
  test('change the templates that are named and nothing else', () => {
    const policy = shippedPolicy('no-reason-return')
    const other = withOtherLetters(policy, new Map([['return.letter-1', 'return.letter-1-kinder']]))
    expect(templatesOf(other)).toContain('return.letter-1-kinder')
    expect(templatesOf(other)).not.toContain('return.letter-1')
    expect(withOtherLetters(other, new Map([['return.letter-1-kinder', 'return.letter-1']]))).toEqual(policy)
  })
})
