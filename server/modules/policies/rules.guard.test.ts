import { describe, expect, test } from 'vitest'
import { day, guardRows } from '../../../tests/policies/ground.ts'
import { openGuard } from './rules.guard.ts'
import { settleMoves } from './rules.moves.ts'
import type { Facts } from './schema.facts.ts'
import type { Move } from './schema.formulas.ts'

const guard = openGuard(guardRows, day)
const known = { fault: 'buyer', condition: 'original', photos: 0, daysSinceDelivery: 20 } as const
const amazonUs = {
  ...known,
  marketplace: 'amazon-us',
  marketplaceKind: 'amazon',
  country: 'US',
  isInPolicy: true,
} as const
const late = { ...amazonUs, isInPolicy: false } as const
const shopDe = { ...known, marketplace: 'own-shop', marketplaceKind: 'own-shop', country: 'DE' } as const
const ebayUk = { ...known, marketplace: 'ebay-uk', marketplaceKind: 'ebay', country: 'GB', isInPolicy: false } as const

const judged = (facts: Facts, ...moves: Move[]) => {
  const verdict = guard.judge(settleMoves(moves, {}), facts)
  if (verdict.answer === 'unknown') return `asks ${verdict.facts.join()}`
  return verdict.answer === 'permitted' ? 'permitted' : `${verdict.code} by ${verdict.scope}`
}
const fee = (percent: number): Move => ({ do: 'fee', percent })
const refund = (percent: number): Move => ({ do: 'refund', percent })
const shipping: Move = { do: 'shipping', paidBy: 'buyer' }
const refuse: Move = { do: 'refuse', reason: 'late' }

describe('a restocking fee', () => {
  test.each<[string, Facts, number, string]>([
    ['Amazon, in policy, as it was', amazonUs, 15, 'fee-in-policy by amazon'],
    ['Amazon, in policy, used', { ...amazonUs, condition: 'used' }, 15, 'permitted'],
    ['Amazon, used, 50 % with a photo', { ...amazonUs, condition: 'used', photos: 1 }, 50, 'permitted'],
    ['Amazon, used, 20 % without a photo', { ...amazonUs, condition: 'used' }, 20, 'fee-photo by amazon'],
    ['Amazon, used, more than 50 %', { ...amazonUs, condition: 'used', photos: 1 }, 51, 'fee-condition by amazon'],
    ['Amazon, late, 19 %', late, 19, 'permitted'],
    ['Amazon, late, 21 %', { ...late, photos: 1 }, 21, 'fee-late by amazon'],
    ['Amazon, opened media', { ...amazonUs, condition: 'opened', category: 'media', photos: 1 }, 50, 'permitted'],
    [
      'Amazon, opened software',
      { ...amazonUs, condition: 'opened', category: 'software', photos: 1 },
      100,
      'permitted',
    ],
    ['Amazon, opened lamp', { ...amazonUs, condition: 'opened', category: 'lamps' }, 15, 'fee-in-policy by amazon'],
    ['Amazon, the seller’s fault', { ...late, fault: 'seller' }, 15, 'fee-fault by amazon'],
    [
      'Amazon, by a reason that is the seller’s',
      { ...late, fault: null, reason: 'defective' },
      1,
      'fee-fault by amazon',
    ],
    [
      'Amazon DE within 14 days, whatever its terms',
      { ...late, marketplace: 'amazon-de', country: 'DE', daysSinceDelivery: 14 },
      15,
      'fee-withdrawal by law-de',
    ],
    ['eBay', ebayUk, 1, 'fee-marketplace by ebay'],
    ['own shop DE on day 14', { ...shopDe, daysSinceDelivery: 14 }, 15, 'fee-withdrawal by law-de'],
    ['own shop DE on day 15', { ...shopDe, daysSinceDelivery: 15 }, 15, 'permitted'],
    ['own shop DE, more than its terms', shopDe, 16, 'fee-late by own-shop'],
    ['own shop GB on day 14', { ...shopDe, country: 'GB', daysSinceDelivery: 14 }, 15, 'fee-withdrawal by law-gb'],
    ['own shop US on day 1', { ...shopDe, country: 'US', daysSinceDelivery: 1 }, 15, 'permitted'],
    ['own shop DE, made to measure', { ...shopDe, daysSinceDelivery: 1, category: 'custom-made' }, 15, 'permitted'],
    [
      'own shop DE, sealed media opened',
      { ...shopDe, daysSinceDelivery: 1, category: 'media', condition: 'opened' },
      15,
      'permitted',
    ],
    [
      'own shop DE, sealed media unopened',
      { ...shopDe, daysSinceDelivery: 1, category: 'media' },
      15,
      'fee-withdrawal by law-de',
    ],
    [
      'a marketplace without a rule',
      { ...late, marketplace: 'bazaar', marketplaceKind: null },
      1,
      'asks marketplaceKind',
    ],
  ])('%s', (_what, facts, percent, expected) => {
    expect(judged(facts, fee(percent))).toBe(expected)
  })

  test.each<[string, Facts, string]>([
    ['in policy or not', { ...amazonUs, isInPolicy: null, daysSinceDelivery: null }, 'asks isInPolicy'],
    [
      'within the window of 30 days',
      { ...amazonUs, isInPolicy: null, daysSinceDelivery: 30 },
      'fee-in-policy by amazon',
    ],
    ['after the window', { ...amazonUs, isInPolicy: null, daysSinceDelivery: 31 }, 'permitted'],
    ['the condition, in policy', { ...amazonUs, condition: null }, 'asks condition'],
    ['the condition, where no condition matters', { ...shopDe, condition: null }, 'permitted'],
    ['the country of an own shop', { ...shopDe, country: null, daysSinceDelivery: 3 }, 'asks country'],
    ['the country after every period', { ...shopDe, country: null, daysSinceDelivery: 60 }, 'permitted'],
    ['the days in an own shop', { ...shopDe, daysSinceDelivery: null }, 'asks daysSinceDelivery'],
    ['whose fault it was', { ...late, fault: null, reason: 'other' }, 'asks fault'],
    ['all of it, on eBay', { marketplace: 'ebay-us', marketplaceKind: 'ebay' }, 'fee-marketplace by ebay'],
    ['where it was sold', {}, 'asks marketplaceKind'],
  ])('nobody knows %s', (_what, facts, expected) => {
    expect(judged(facts, fee(15))).toBe(expected)
  })
})

describe('what else is asked of buyers', () => {
  test.each<[string, Facts, Move, string]>([
    ['half kept of a used return on eBay', { ...ebayUk, condition: 'used' }, refund(50), 'permitted'],
    ['more than half', { ...ebayUk, condition: 'used' }, refund(49), 'deduction-ceiling by ebay'],
    ['part of a sound return on eBay', ebayUk, refund(99), 'deduction-ceiling by ebay'],
    ['part of a sound withdrawal', { ...shopDe, daysSinceDelivery: 3 }, refund(90), 'deduction-withdrawal by law-de'],
    [
      'value lost by use, in a withdrawal',
      { ...shopDe, daysSinceDelivery: 3, condition: 'used' },
      refund(90),
      'permitted',
    ],
    ['part of a return for our fault', { ...late, fault: 'seller' }, refund(90), 'deduction-fault by amazon'],
    ['shipping of a change of mind', shopDe, shipping, 'permitted'],
    ['shipping of a defect', { ...shopDe, fault: 'seller' }, shipping, 'shipping-fault by law-de'],
    ['shipping of a defect elsewhere', { ...shopDe, country: 'US', fault: 'seller' }, shipping, 'shipping-fault by *'],
    [
      'shipping that the marketplace pays',
      { ...late, labelPayer: 'marketplace' },
      shipping,
      'shipping-decided by null',
    ],
    ['a refusal in policy', amazonUs, refuse, 'refuse-in-policy by amazon'],
    ['a refusal out of policy', late, refuse, 'permitted'],
    ['a refusal of a withdrawal', { ...shopDe, daysSinceDelivery: 14 }, refuse, 'refuse-withdrawal by law-de'],
    ['a refusal after it', shopDe, refuse, 'permitted'],
    [
      'a refusal under guarantee',
      { ...shopDe, fault: 'seller', daysSinceDelivery: 700 },
      refuse,
      'refuse-guarantee by law-de',
    ],
  ])('%s', (_what, facts, move, expected) => {
    expect(judged(facts, move)).toBe(expected)
  })

  test('a fee waived beside is no fee', () => {
    expect(judged(ebayUk, fee(15), { do: 'waive-fee' })).toBe('permitted')
  })
})

test('a rule holds from its first day to the day before its last', () => {
  const row = { ...guardRows[0], scope: 'ebay', code: 'restocking-fee.allowed', value: true, unit: 'flag' }
  const source = { kind: 'own', text: 'A trial.', reference: '' } as const
  const trial = [
    { ...row, source, validFrom: '2026-12-01', validTo: '2027-01-01' },
    { ...row, source, code: 'restocking-fee.max-late', value: 10, validFrom: null, validTo: null },
  ]
  const on = (day: string) => openGuard([...guardRows, ...trial], day).judge(settleMoves([fee(5)], {}), ebayUk).answer
  expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([
    'forbidden',
    'permitted',
    'permitted',
    'forbidden',
  ])
})

test('the periods that run are told with their source', () => {
  const told = (facts: Facts) => guard.windows(facts).map(({ code, value, unit }) => `${code} ${value} ${unit}`)
  expect(told(amazonUs)).toEqual([
    'return.respond-within 48 hours',
    'return.refund-within 4 calendar-days',
    'return.window 30 calendar-days',
  ])
  expect(told({ ...shopDe, fault: 'seller' })).toEqual([
    'return.withdrawal-period 14 calendar-days',
    'guarantee.period 730 calendar-days',
  ])
})
