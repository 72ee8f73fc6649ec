import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { factsOf, policyFrom } from '../../../tests/policies/generated.ts'
import { day, guardRows, shippedPolicy } from '../../../tests/policies/ground.ts'
import { madeOf, walkTwice } from '../../../tests/policies/walk.ts'
import { share } from '../../lib/share.ts'
import { differenceBetween } from './rules.differences.ts'
import { canonicalJson, policyFileOf } from './rules.exchange.ts'
import { openGuard } from './rules.guard.ts'
import { readyPolicy } from './rules.interpreter.compile.ts'
import { nextStep } from './rules.interpreter.ts'
import { formulaOf } from './rules.money.ts'
import { readPolicyFile } from './schema.exchange.ts'
import { FactsShape } from './schema.facts.ts'
import type { Money } from './schema.formulas.ts'
import { shippedPolicies } from './starter/rows.ts'

const guard = openGuard(guardRows, day)
const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 })

describe('whatever the policy and the facts', () => {
  test('a return ends, goes the same way again, says why, and is offered nothing that the law forbids', () => {
    fc.assert(
      fc.property(seed, seed, (policy, facts) => {
        expect(walkTwice(madeOf(policy), guard, facts).faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('the facts have a shape, which takes what is unknown and no word that a fact never is', () => {
    fc.assert(fc.property(seed, (one) => Value.Check(FactsShape, factsOf(one))))
    expect(Value.Check(FactsShape, { reason: 'boredom' })).toBe(false)
    expect(Value.Check(FactsShape, { weather: 'fine' })).toBe(false)
  })

  test('there is a step for any history at all', () => {
    const stop = fc.record(
      {
        node: fc.constantFrom('n-0', 'n-1', 'n-3', 'nowhere', '__proto__'),
        outcome: fc.constantFrom('insists', 'done', 'one', 'arrived', ''),
      },
      { requiredKeys: ['node'] },
    )
    fc.assert(
      fc.property(seed, seed, fc.array(stop, { maxLength: 8 }), (policy, facts, history) => {
        const given = { facts: factsOf(facts), history }
        const step = nextStep(readyPolicy(policyFrom(policy, 'wild')), guard, given)
        expect(['letter', 'await', 'report', 'choose', 'act', 'ask', 'end', 'supervisor']).toContain(step.kind)
      }),
    )
  })
})

describe('money', () => {
  test.each([
    [19_999, 15, 'half-up', 3_000],
    [19_999, 15, 'down', 2_999],
    [19_999, 15, 'up', 3_000],
    [10, 15, 'half-up', 2],
    [10, 15, 'down', 1],
    [-10, 15, 'half-up', -2],
    [-10, 15, 'down', -1],
    [0, 15, 'up', 0],
    [1, 100, 'down', 1],
    [333, 33.33, 'half-up', 111],
    [100_000_000_000, 99.99, 'down', 99_990_000_000],
  ] as const)('%i units by %d %% %s are %i', (amount, percent, rounding, expected) => {
    expect(share(amount, percent, rounding)).toBe(expected)
  })

  test('a share is exact: what is rounded off is less than a unit, and never more than was asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, points) => {
          const exact = BigInt(amount) * BigInt(points)
          const down = BigInt(share(amount, points / 100, 'down'))
          expect(down).toBe(exact / 10_000n)
          expect(BigInt(share(amount, points / 100, 'up'))).toBe((exact + 9_999n) / 10_000n)
          expect(BigInt(share(amount, points / 100))).toBe((exact + 5_000n) / 10_000n)
        },
      ),
    )
  })

  const less: Money = { minus: [{ fact: 'itemPrice' }, { percent: 15, of: { fact: 'itemPrice' }, rounding: 'down' }] }
  test.each([
    [{ itemPrice: 1_000 }, 850],
    [{}, undefined],
    [{ itemPrice: null }, undefined],
    [{ itemPrice: 0.5 }, undefined],
  ])('the price of %j less 15 %% is %s', (facts, expected) => {
    expect(formulaOf(less, {}).amount(facts)).toBe(expected)
  })
})

describe('files and versions', () => {
  test.each(shippedPolicies.map((policy) => [policy.key, policy] as const))(
    '%s comes back as it went',
    (_key, policy) => {
      const read = readPolicyFile(policyFileOf(policy))
      expect(read).toEqual({ policy })
      expect('policy' in read && policyFileOf(read.policy)).toBe(policyFileOf(policy))
    },
  )

  test.each([
    ['no JSON', '{', /JSON/],
    ['another file', '{"format":"x"}', /./],
    ['too deep', `${'['.repeat(60)}${']'.repeat(60)}`, /deeper/],
    [
      'an unknown fact',
      policyFileOf(shippedPolicy('marketplace-decided')).replace('isMarketplaceDecided', 'weather'),
      /./,
    ],
  ])('%s is refused', (_what, text, message) => {
    const read = readPolicyFile(text)
    expect('faults' in read && read.faults[0]?.message).toMatch(message)
  })

  test('the same content is the same text, however it was ordered', () => {
    expect(canonicalJson({ b: [1, { d: 'é', c: undefined }], a: null })).toBe('{"a":null,"b":[1,{"d":"é"}]}')
    fc.assert(
      fc.property(seed, (one) => {
        const policy = policyFrom(one, 'wild')
        const turned = Object.fromEntries(Object.entries(policy).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(policy))
        expect(differenceBetween(policy, structuredClone(policy)).isSame).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  test('a later version tells what it changes, node by node; where a node stands is nothing', () => {
    const before = shippedPolicy('no-reason-return')
    const after = structuredClone(before)
    const letter = after.nodes['letter-1']
    const fee = after.fields['restocking-fee']
    if (letter?.kind !== 'letter' || fee?.kind !== 'percent') throw new Error('the policy is another one')
    letter.answers.silent = 'letter-2'
    letter.at = { x: 10, y: 20 }
    fee.value = 12
    after.nodes['letter-2b'] = letter
    delete after.nodes.withdrawn
    expect(differenceBetween(before, after)).toEqual({
      added: ['letter-2b'],
      removed: ['withdrawn'],
      changed: [{ node: 'letter-1', changes: [{ path: 'answers.silent', before: 'withdrawn', after: 'letter-2' }] }],
      policy: [{ path: 'fields.restocking-fee.value', before: 15, after: 12 }],
      isSame: false,
    })
  })
})
