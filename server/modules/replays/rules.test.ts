import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policyFrom } from '../../../tests/policies/generated.ts'
import { shippedPolicy } from '../../../tests/policies/ground.ts'
import { guard, type Nature, pastReturnsOf, replayOf } from '../../../tests/policies/past.ts'
import { type PolicyNode, type ReturnPolicy, readyPolicy } from '../policies/index.ts'
import { priorWeight, sharesOf } from './rules.assumptions.ts'
import { patternsOf } from './rules.patterns.ts'
import { predictionOf } from './rules.prediction.ts'
import { replayOne } from './rules.walk.ts'
import { groundOf, meaningsOf } from './service.ground.ts'

const shipped = shippedPolicy('no-reason-return')
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 })

const nodeChanged = (policy: ReturnPolicy, id: string, change: object): ReturnPolicy => ({
  ...policy,
  nodes: { ...policy.nodes, [id]: { ...policy.nodes[id], ...change } as PolicyNode },
})
/** Never asks a fee: begins with the letter that asks the buyer for shipping only. */
const noFee: ReturnPolicy = { ...shipped, start: 'letter-1-no-fee' }

function resultOf(draft: ReturnPolicy, count = 2_000, from = 1, of?: Nature) {
  const { replay, ground } = replayOf(draft, shipped)
  for (const past of pastReturnsOf(shipped, count, from, of)) replay.add(past, ground)
  return predictionOf(replay.tally(), 7)
}

describe('a version over its own returns', () => {
  test('changes nothing, assumes nothing, and costs what was booked to the cent', () => {
    const result = resultOf(shipped)
    expect(result).toMatchObject({ returns: 2_000, unchanged: 2_000, changed: 0, turns: [], assumptions: [] })
    for (const { mean, low, high, booked, reckoned } of result.money) {
      expect([mean, low, high]).toEqual([booked, booked, booked])
      expect(reckoned).toBe(booked)
    }
    for (const { mean, low, high, before } of result.outcomes)
      expect([mean, low, high]).toEqual([before, before, before])
    expect(result.letters.mean).toBe(result.letters.before)
    expect(result.claims.mean).toBe(result.claims.before)
  })

  test('whatever the policy: each return that ended goes again as it went', () => {
    let seen = 0
    fc.assert(
      fc.property(seed, seed, (policySeed, from) => {
        const policy = policyFrom(policySeed, 'sound')
        const ready = readyPolicy(policy)
        const meanings = meaningsOf(new Map([['version-1', ready]]))
        for (const past of pastReturnsOf(policy, 3, from)) {
          const replayed = replayOne(groundOf(ready, policy, guard).decide, past, meanings)
          seen += 1
          if ('leaves' in replayed) expect(replayed.leaves.map(({ outcome }) => outcome)).toContain(past.outcome)
        }
      }),
      { numRuns: 60 },
    )
    expect(seen).toBeGreaterThan(30)
  })
})

describe('returns that a draft cannot tell apart', () => {
  test('are decided alike, whatever the draft', () => {
    let shared = 0
    fc.assert(
      fc.property(seed, seed, (policySeed, from) => {
        const draft = policyFrom(policySeed, policySeed % 2 === 0 ? 'sound' : 'wild')
        const { decide, verdicts, ages } = groundOf(readyPolicy(draft), draft, guard)
        const patterns = patternsOf(draft, ages, verdicts)
        const meanings = meaningsOf(new Map([['version-1', readyPolicy(shipped)]]))
        const found = new Map<string, unknown>()
        for (const past of pastReturnsOf(shipped, 150, from)) {
          const key = patterns.keyOf(past)
          const replayed = replayOne(decide, past, meanings)
          if (found.has(key)) {
            shared += 1
            expect(replayed).toEqual(found.get(key))
          }
          found.set(key, replayed)
        }
      }),
      { numRuns: 60 },
    )
    expect(shared).toBeGreaterThan(50)
  })
})

describe('a draft that does otherwise', () => {
  test('changes only the returns that came to the place, and says where', () => {
    const result = resultOf(noFee)
    expect(result.changed).toBeGreaterThan(100)
    expect(result.unchanged).toBeGreaterThan(100)
    expect(result.turns).toHaveLength(1)
    expect(result.turns[0]).toMatchObject({ was: 'letter-1', becomes: 'letter-1-no-fee', returns: result.changed })
  })

  test('takes what was answered to that letter where it was sent, and names the assumption where it never was', () => {
    const result = resultOf(noFee)
    const first = result.assumptions.find(({ question }) => question === 'answer buyer-pays-shipping 0')
    expect(first?.uses).toBeGreaterThan(100)
    const seen = first?.shares.reduce((sum, share) => sum + share.seen, 0) ?? 0
    expect(seen).toBe(result.unchanged)
    expect(first?.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  })

  test('lies between what all buyers could do at the best and at the worst, and its range around its mean', () => {
    for (const { mean, low, high, least, most } of resultOf(noFee).money) {
      expect(low).toBeLessThan(mean)
      expect(mean).toBeLessThan(high)
      expect(least).toBeLessThanOrEqual(low)
      expect(high).toBeLessThanOrEqual(most)
    }
  })

  test('the same letter in other words is a letter never sent', () => {
    const result = resultOf(nodeChanged(shipped, 'letter-1', { template: 'return.letter-1-kinder' }))
    expect(result.changed).toBeGreaterThan(100)
    expect(result.assumptions.map(({ question }) => question)).toContain('answer fee 0')
  })

  test('what it would not serve any more is counted apart', () => {
    const result = resultOf({ ...shipped, applies: { fact: 'marketplaceKind', is: 'ebay' } })
    expect(result.notServed).toBeGreaterThan(100)
    expect(result.notServed + result.returns).toBe(2_000)
  })

  test('what nobody ever noted of a return, and no return can learn, leaves it aside and is named', () => {
    const asks = {
      kind: 'decision',
      title: shipped.title,
      branches: [{ title: shipped.title, when: { fact: 'daysLate', atLeast: 3 }, to: 'letter-1' }],
      otherwise: 'fee-permitted',
    } satisfies PolicyNode
    const result = resultOf({ ...shipped, start: 'late', nodes: { ...shipped.nodes, late: asks } })
    expect(result.returns).toBe(0)
    expect(result.obstacles).toEqual([{ obstacle: 'facts-missing', returns: 2_000, facts: ['daysLate'] }])
  })

  test('is the same at every run', () => {
    expect(resultOf(noFee)).toEqual(resultOf(noFee))
  })

  test('the range holds what would have been in about 95 of 100 worlds', () => {
    let [held, all] = [0, 0]
    for (let world = 0; world < 30; world += 1) {
      const predicted = resultOf(noFee, 800, 1_000 + world)
      const happened = pastReturnsOf(noFee, 800, 1_000 + world)
      const withdrawn = predicted.outcomes.find(({ outcome }) => outcome === 'withdrawn')
      const count = happened.filter(({ outcome }) => outcome === 'withdrawn').length
      all += 1
      if (withdrawn && withdrawn.low <= count && count <= withdrawn.high) held += 1
    }
    expect(held / all).toBeGreaterThanOrEqual(0.85)
  })
})

describe('shares', () => {
  const counts = (rows: Record<string, Record<string, number>>) =>
    new Map(Object.entries(rows).map(([question, seen]) => [question, new Map(Object.entries(seen))]))

  test.each([
    [
      'what was seen often hardly moves',
      { 'answer fee 0': { insists: 800, accepts: 200 } },
      'answer fee 0',
      'insists',
      0.8,
    ],
    [
      'its own kind elsewhere stands in for what was never seen',
      { 'answer fee 0': { insists: 900, accepts: 100 } },
      'answer fee 1',
      'insists',
      0.9,
    ],
    [
      'another kind stands in more weakly, still',
      { 'answer fee 0': { insists: 900, accepts: 100 } },
      'answer all 0',
      'insists',
      0.887,
    ],
    ['nothing seen: all answers alike', {}, 'answer fee 0', 'insists', 0.25],
    ['nothing seen of a wait', {}, 'wait item', 'arrived', 0.5],
    ['one observation each before a wait is seen', { 'wait item': { arrived: 8 } }, 'wait item', 'arrived', 0.9],
  ])('%s', (_name, seen, question, answer, expected) => {
    const share = sharesOf(counts(seen as Record<string, Record<string, number>>), question).find(
      (one) => one.answer === answer,
    )
    expect(share?.share).toBeCloseTo(expected, 2)
  })

  test('a wider question weighs as much as so many observations', () => {
    const half = counts({ 'answer fee 0': { insists: priorWeight }, 'answer all 0': { accepts: 1_000_000 } })
    const insists = sharesOf(half, 'answer fee 0').find(({ answer }) => answer === 'insists')
    expect(insists?.share).toBeGreaterThan(0.5)
    expect(insists?.share).toBeLessThan(0.8)
  })
})
