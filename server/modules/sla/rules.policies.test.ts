import { describe, expect, test } from 'vitest'
import { decide, specificity } from './rules.policies.ts'
import type { Facts, Measure, SlaPolicy } from './schema.ts'

const policy = (name: string, hours: Partial<Record<Measure, number>>, change: Partial<SlaPolicy> = {}): SlaPolicy => ({
  id: name,
  name,
  kind: null,
  priority: null,
  storeId: null,
  marketplaceKind: null,
  channelKind: null,
  ceiling: false,
  active: true,
  updatedAt: new Date(0),
  targets: Object.entries(hours).map(([measure, limit]) => ({
    measure: measure as Measure,
    limitSeconds: limit * 3_600,
    calendarId: null,
    pausesForBuyer: false,
  })),
  ...change,
})
const facts = (change: Partial<Facts> = {}): Facts => ({
  kind: 'inquiry',
  priority: 'normal',
  storeId: 'store-1',
  marketplaceKind: 'amazon',
  channelKind: 'mailbox',
  ...change,
})
const limits = (policies: SlaPolicy[], ticket: Facts = facts()) =>
  Object.fromEntries(
    [...decide(policies, ticket, (a, b) => a.limitSeconds < b.limitSeconds)].map(([measure, decision]) => [
      measure,
      `${decision.limitSeconds / 3_600} h by ${decision.policyName} (${decision.because.join(' ')})`,
    ]),
  )

const all = policy('all', { 'first-response': 24, resolution: 168 })
const inquiries = policy('inquiries', { 'first-response': 6 }, { kind: 'inquiry' })
const amazon = policy(
  'amazon',
  { 'first-response': 24, 'next-response': 24 },
  { marketplaceKind: 'amazon', ceiling: true },
)

describe('the limits of a ticket', () => {
  test('come measure by measure from the most specific policy that speaks of it', () => {
    expect(limits([all, amazon, inquiries])).toEqual({
      'first-response': '6 h by inquiries (kind)',
      'next-response': '24 h by amazon (marketplace)',
      resolution: '168 h by all ()',
    })
  })

  test('never pass a ceiling', () => {
    const slow = policy('slow store', { 'first-response': 72 }, { storeId: 'store-1' })
    expect(limits([all, amazon, slow])['first-response']).toBe('24 h by amazon (ceiling marketplace)')
    expect(limits([all, amazon, slow], facts({ marketplaceKind: 'ebay' }))['first-response']).toBe(
      '72 h by slow store (store)',
    )
  })

  test('do not come from a policy that is off, or names something else', () => {
    expect(limits([{ ...all, active: false }])).toEqual({})
    expect(limits([inquiries], facts({ kind: 'return' }))).toEqual({})
    expect(limits([policy('store', { promise: 1 }, { storeId: 'store-1' })], facts({ storeId: null }))).toEqual({})
  })

  test('name the policies that had to stand back', () => {
    const decision = decide([all, amazon, inquiries], facts(), () => false).get('first-response')
    expect(decision?.insteadOf).toEqual(['amazon', 'all'])
  })
})

test('a store outweighs all else, and no two sets of conditions weigh the same', () => {
  const named = {
    storeId: 'store-1',
    kind: 'inquiry',
    priority: 'high',
    marketplaceKind: 'amazon',
    channelKind: 'mailbox',
  } as const
  const names = Object.keys(named) as (keyof typeof named)[]
  const ranks = Array.from({ length: 32 }, (_, bits) => {
    const chosen = names.filter((_name, i) => bits & (16 >> i)).map((name) => [name, named[name]])
    return specificity(policy('any', {}, Object.fromEntries(chosen)))
  })
  expect(ranks).toEqual(Array.from({ length: 32 }, (_, bits) => bits))
})
