import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consentFault, mayContact } from './rules.consents.ts'
import { consentStates, purposes } from './schema.consents.ts'
import { contactKinds } from './schema.ts'

describe('who may be reached for what', () => {
  test.each([
    ['offers-email', 'given', 'email', true, 'given'],
    ['offers-email', 'unknown', 'email', false, 'not-asked'],
    ['offers-email', 'withdrawn', 'email', false, 'withdrawn'],
    ['offers-email', 'given', 'amazon-alias', false, 'marketplace-forbids'],
    ['offers-email', 'given', 'ebay-alias', false, 'marketplace-forbids'],
    ['offers-email', 'given', 'phone', false, 'wrong-channel'],
    ['survey', 'unknown', 'email', false, 'not-asked'],
    ['survey', 'given', 'email', true, 'given'],
    ['survey', 'given', 'ebay-alias', false, 'marketplace-forbids'],
    ['follow-up-email', 'unknown', 'email', true, 'not-refused'],
    ['follow-up-email', 'unknown', 'amazon-alias', true, 'not-refused'],
    ['follow-up-email', 'withdrawn', 'amazon-alias', false, 'withdrawn'],
    ['follow-up-email', 'given', 'phone', false, 'wrong-channel'],
    ['follow-up-phone', 'unknown', 'phone', true, 'not-refused'],
    ['follow-up-phone', 'withdrawn', 'phone', false, 'withdrawn'],
    ['follow-up-phone', 'given', 'email', false, 'wrong-channel'],
  ] as const)('%s, %s, by %s: %s (%s)', (purpose, consent, channel, allowed, reason) => {
    expect(mayContact(purpose, consent, channel)).toEqual({ allowed, reason })
  })

  const any = fc.tuple(
    fc.constantFrom(...purposes),
    fc.constantFrom(...consentStates),
    fc.constantFrom(...contactKinds),
  )

  test('nobody who said no is reached, an offer reaches nobody who did not say yes, none goes to an alias', () => {
    fc.assert(
      fc.property(any, ([purpose, consent, channel]) => {
        const { allowed } = mayContact(purpose, consent, channel)
        if (consent === 'withdrawn') expect(allowed).toBe(false)
        if (purpose === 'offers-email' && consent !== 'given') expect(allowed).toBe(false)
        if (purpose === 'offers-email' && channel.endsWith('-alias')) expect(allowed).toBe(false)
      }),
    )
  })

  test('a yes never closes what silence left open', () => {
    fc.assert(
      fc.property(any, ([purpose, , channel]) => {
        const silent = mayContact(purpose, 'unknown', channel).allowed
        return !silent || mayContact(purpose, 'given', channel).allowed
      }),
    )
  })
})

const now = new Date('2026-03-02T09:00:00Z')
const letter = '01ff0000-0000-7000-8000-00000000dead'
test.each([
  [{ state: 'given', source: 'phone' }, 'evidence'],
  [{ state: 'given', source: 'phone', note: '  ' }, 'evidence'],
  [{ state: 'given', source: 'phone', note: 'Asked by Li on the phone' }, null],
  [{ state: 'given', source: 'letter', messageId: letter }, null],
  [{ state: 'given', source: 'phone', messageId: letter }, 'letter'],
  [{ state: 'withdrawn', source: 'other' }, null],
  [{ state: 'unknown', source: 'other' }, 'reason'],
  [{ state: 'unknown', source: 'other', note: 'Recorded for the wrong customer' }, null],
  [{ state: 'withdrawn', source: 'other', saidAt: '2026-03-02T09:00:30Z' }, null],
  [{ state: 'withdrawn', source: 'other', saidAt: '2026-03-03T00:00:00Z' }, 'future'],
] as const)('%j lacks %s', (wanted, fault) => {
  expect(consentFault({ purpose: 'survey', ...wanted }, now)).toBe(fault)
})
