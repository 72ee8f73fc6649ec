import { describe, expect, test } from 'vitest'
import { day, guardRows, shippedGround, shippedPolicy } from '../../../tests/policies/ground.ts'
import { policyFor } from './rules.choice.ts'
import { openGuard } from './rules.guard.ts'
import { readyPolicy } from './rules.interpreter.compile.ts'
import { nextStep } from './rules.interpreter.ts'
import { faultsOf } from './rules.validation.ts'
import { type Facts, returnReasons } from './schema.facts.ts'
import type { Step, Stop } from './schema.step.ts'
import { shippedPolicies } from './starter/rows.ts'

const guard = openGuard(guardRows, day)
const noReason = readyPolicy(shippedPolicy('no-reason-return'))

/** A lamp of 199.99 that simply did not please; calm letters. */
const lamp = {
  reason: 'no-reason',
  itemPrice: 19_999,
  outboundShipping: 1_200,
  returnShipping: 900,
  restockingCost: 300,
  resaleValue: 8_000,
  daysSinceDelivery: 10,
  condition: 'original',
  photos: 0,
  profanity: false,
  capitalsSentence: false,
} as const satisfies Facts
const at = {
  'Amazon US, in policy': {
    ...lamp,
    marketplace: 'amazon-us',
    marketplaceKind: 'amazon',
    country: 'US',
    isInPolicy: true,
  },
  'Amazon US, late': { ...lamp, marketplace: 'amazon-us', marketplaceKind: 'amazon', country: 'US', isInPolicy: false },
  'own shop DE': { ...lamp, marketplace: 'own-shop', marketplaceKind: 'own-shop', country: 'DE' },
  'own shop DE, after 20 days': {
    ...lamp,
    marketplace: 'own-shop',
    marketplaceKind: 'own-shop',
    country: 'DE',
    daysSinceDelivery: 20,
  },
  'eBay UK': { ...lamp, marketplace: 'ebay-uk', marketplaceKind: 'ebay', country: 'GB' },
} as const satisfies Record<string, Facts>

const stops = (...told: string[]): Stop[] =>
  told.map((stop) => {
    const [node = '', outcome] = stop.split(': ')
    return { node, outcome }
  })
const inWords = (step: Step): string => {
  const moves = 'offers' in step ? step.offers : 'moves' in step ? step.moves : []
  const words = moves.map((move) =>
    'percent' in move ? `${move.do} ${move.percent}` : 'paidBy' in move ? `${move.do} ${move.paidBy}` : move.do,
  )
  const name = step.kind === 'supervisor' ? step.reason.code : step.kind === 'ask' ? step.facts.join() : step.node
  return [step.kind, name, ...words].join(' ')
}
const next = (facts: Facts, ...told: string[]) => inWords(nextStep(noReason, guard, { facts, history: stops(...told) }))

describe('no-reason return where no fee is permitted', () => {
  test.each(['Amazon US, in policy', 'own shop DE', 'eBay UK'] as const)(
    '%s: three letters, none with a fee',
    (place) => {
      const calm = at[place]
      const swearing = { ...calm, profanity: true }
      const shouting = { ...calm, capitalsSentence: true }
      expect(next(calm)).toBe('letter letter-1-no-fee shipping buyer')
      expect(next(calm, 'letter-1-no-fee: gives-up')).toBe('end withdrawn')
      expect(next(calm, 'letter-1-no-fee: silent')).toBe('end withdrawn')
      expect(next(calm, 'letter-1-no-fee: accepts')).toBe('act agree approve waive-fee shipping buyer')
      const approved = 'act approve-directly approve waive-fee shipping buyer'
      expect(next(swearing, 'letter-1-no-fee: insists')).toBe(approved)
      expect(next(shouting, 'letter-1-no-fee: insists')).toBe(approved)
      expect(next(calm, 'letter-1-no-fee: insists')).toBe('letter letter-2-no-fee shipping buyer')
      const second = ['letter-1-no-fee: insists', 'letter-2-no-fee: insists']
      expect(next(calm, ...second)).toBe('act label-and-refund approve label shipping seller refund 100')
      expect(next(calm, ...second, 'label-and-refund: done')).toBe('end refunded')
    },
  )

  test.each([
    ['Amazon US, in policy', 'fee-in-policy', 'amazon'],
    ['own shop DE', 'fee-withdrawal', 'law-de'],
    ['eBay UK', 'fee-marketplace', 'ebay'],
  ] as const)('%s: says why not, and where that is written', (place, code, scope) => {
    const { because } = nextStep(noReason, guard, { facts: at[place], history: [] })
    const told = because.find((one) => one.code === 'otherwise')
    expect(told?.verdicts).toMatchObject([{ code, scope, source: { reference: expect.stringMatching(/\w/) } }])
  })
})

describe('no-reason return where the fee is permitted', () => {
  test.each(['Amazon US, late', 'own shop DE, after 20 days'] as const)(
    '%s: 15 %% in the first letter only',
    (place) => {
      const calm = at[place]
      expect(next(calm)).toBe('letter letter-1 shipping buyer fee 15')
      expect(next(calm, 'letter-1: silent')).toBe('end withdrawn')
      expect(next(calm, 'letter-1: gives-up')).toBe('end withdrawn')
      expect(next({ ...calm, profanity: true }, 'letter-1: insists')).toBe(
        'act approve-directly approve waive-fee shipping buyer',
      )
      expect(next(calm, 'letter-1: insists')).toBe('letter letter-2 waive-fee shipping buyer')
      expect(next(calm, 'letter-1: insists', 'letter-2: silent')).toBe('end withdrawn')
      expect(next(calm, 'letter-1: insists', 'letter-2: accepts')).toBe('act agree approve waive-fee shipping buyer')
      expect(next(calm, 'letter-1: insists', 'letter-2: insists')).toBe(
        'act label-and-refund approve label shipping seller refund 100',
      )
      expect(next(calm, 'letter-1: accepts')).toBe('act agree-with-fee approve shipping buyer fee 15')
      expect(next(calm, 'await-item-with-fee: arrived')).toBe('act refund-less-fee refund 100 fee 15')
    },
  )

  test('giving up costs nothing, the fee kept lessens the loss', () => {
    const facts = at['Amazon US, late']
    expect(nextStep(noReason, guard, { facts, history: stops('letter-1: silent') })).toMatchObject({ costs: [] })
    const step = nextStep(noReason, guard, { facts, history: stops('await-item-with-fee: arrived') })
    expect('costs' in step && step.costs.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['refund', 19_999],
      ['outbound-shipping', 1_200],
      ['restocking-cost', 300],
      ['resale-value', -8_000],
      ['restocking-fee-kept', -2_999],
    ])
  })

  test('who pays when it is approved at once is a field of the policy', () => {
    const policy = shippedPolicy('no-reason-return')
    const shipping = { ...policy.fields['approved-shipping'], kind: 'payer' as const, value: 'seller' as const }
    const changed = readyPolicy({
      ...policy,
      fields: { ...policy.fields, 'approved-shipping': { title: policy.title, ...shipping } },
    })
    const given = { facts: { ...at['eBay UK'], profanity: true }, history: stops('letter-1-no-fee: insists') }
    expect(inWords(nextStep(changed, guard, given))).toBe('act approve-directly approve waive-fee shipping seller')
  })
})

test('the tone is told with the rule and the sentence, and never guessed', () => {
  const facts = { ...at['eBay UK'], profanity: true, capitalsSentence: true }
  const history = stops('letter-1-no-fee: insists')
  const quotes = { profanity: 'This is crap.', capitalsSentence: 'I WANT MY MONEY BACK' }
  expect(nextStep(noReason, guard, { facts, quotes, history }).because.at(-1)).toMatchObject({
    code: 'branch',
    rule: 'R6',
    facts: [
      { fact: 'profanity', value: true, quote: 'This is crap.' },
      { fact: 'capitalsSentence', value: true, quote: 'I WANT MY MONEY BACK' },
    ],
  })
  const unread = { ...facts, profanity: null, capitalsSentence: null }
  expect(inWords(nextStep(noReason, guard, { facts: unread, history }))).toBe('ask profanity,capitalsSentence')
})

test('what comes back worth less may be refunded in part, as far as the place permits', () => {
  const facts = { ...at['eBay UK'], condition: 'used' } as const
  const step = nextStep(noReason, guard, { facts, history: stops('await-item: arrived') })
  expect(step.kind === 'choose' && step.options.map(({ key, state }) => `${key} ${state.is}`)).toEqual([
    'refund-in-full open',
    'hold-back open',
  ])
  const unseen = { ...facts, condition: null }
  expect(inWords(nextStep(noReason, guard, { facts: unseen, history: stops('await-item: arrived') }))).toBe(
    'ask condition',
  )
})

describe('the policies that ship', () => {
  test.each(shippedPolicies.map((policy) => [policy.key, policy] as const))('%s has no fault', (_key, policy) => {
    expect(faultsOf(policy, shippedGround)).toEqual([])
  })

  test('serve every reason but the one that says nothing; what the marketplace decided goes before', () => {
    const ready = shippedPolicies.map((policy) => ({ key: policy.key, ...readyPolicy(policy) }))
    const serving = (facts: Facts) => {
      const choice = policyFor(ready, guard, { facts, history: [] })
      return 'policy' in choice ? choice.policy.key : choice.asks
    }
    expect(Object.fromEntries(returnReasons.map((reason) => [reason, serving({ reason })]))).toEqual({
      'no-reason': 'no-reason-return',
      defective: 'quality-return',
      damaged: 'quality-return',
      'not-as-described': 'quality-return',
      'wrong-item': 'wrong-item',
      'missing-part': 'wrong-item',
      'not-received': 'not-received',
      late: 'late-delivery',
      'changed-order': 'changed-order',
      other: ['isMarketplaceDecided'],
    })
    expect(serving({ reason: 'no-reason', isMarketplaceDecided: true })).toBe('marketplace-decided')
    expect(serving({})).toEqual(['isMarketplaceDecided', 'reason'])
  })

  test.each([
    ['quality-return', {}, [], 'letter ask-photos ask-photos'],
    ['quality-return', { photos: 2 }, [], 'choose resolve'],
    ['quality-return', { claimRisk: 'open' }, [], 'choose resolve'],
    ['quality-return', {}, ['ask-photos: insists'], 'letter ask-photos ask-photos'],
    ['quality-return', {}, ['ask-photos: insists', 'ask-photos: insists'], 'choose resolve'],
    ['quality-return', {}, ['offer-keep: insists'], 'letter offer-keep-more keep-item-refund 35'],
    ['quality-return', {}, ['offer-keep-more: insists'], 'choose resolve-last'],
    ['quality-return', {}, ['resolve-last: return-and-refund'], 'act return-at-our-cost approve label shipping seller'],
    ['wrong-item', { reason: 'missing-part' }, [], 'choose missing-part'],
    ['wrong-item', { reason: 'wrong-item' }, [], 'choose wrong-item'],
    ['not-received', {}, [], 'ask parcel'],
    ['not-received', { fulfilment: 'marketplace' }, [], 'act record record'],
    ['not-received', { parcel: 'delivered' }, [], 'letter trace trace-parcel'],
    ['not-received', { parcel: 'lost' }, [], 'choose lost'],
    ['late-delivery', { parcel: 'delivered' }, [], 'choose resolve'],
    ['late-delivery', { parcel: 'under-way' }, ['delay: silent'], 'await await-parcel'],
    ['changed-order', { parcel: 'not-sent' }, [], 'act cancel approve refund 100'],
    ['changed-order', { parcel: 'delivered', fault: 'buyer' }, [], 'letter offer-exchange replace shipping buyer'],
    ['marketplace-decided', {}, ['record: done'], 'await await-marketplace'],
  ] as const)('%s with %j after %j: %s', (key, known, history, expected) => {
    const policy = shippedPolicy(key)
    const facts: Facts = { marketplace: 'amazon-us', marketplaceKind: 'amazon', reason: 'defective', ...known }
    expect(inWords(nextStep(readyPolicy(policy), guard, { facts, history: stops(...history) }))).toBe(expected)
  })
})
