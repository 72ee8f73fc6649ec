import { describe, expect, test } from 'vitest'
import { shapeLetter } from './rules.profile.ts'
import { directoryAddress, mailboxRetryAfter, retryAfter } from './rules.ts'

test.each([
  ['Desk+a1b2@Lamps.example', 'desk@lamps.example'],
  [' desk@lamps.example ', 'desk@lamps.example'],
  ['desk+a+b@lamps.example', 'desk@lamps.example'],
])('%s is known as %s', (written, known) => expect(directoryAddress(written)).toBe(known))

test('a letter is tried ever more patiently, and given up after four days', () => {
  const waits = [1, 2, 3, 4, 5, 6, 50].map((attempts) => retryAfter(attempts, 0))
  expect(waits).toEqual([...waits].sort((one, other) => Number(one) - Number(other)))
  expect(waits.at(-1)).toBe(3_600_000)
  expect(retryAfter(60, 4 * 24 * 3_600_000 + 1)).toBeNull()
})

test('a mailbox is tried again after 3 s at first and 5 minutes at last', () => {
  expect([1, 2, 3, 20].map(mailboxRetryAfter)).toEqual([3_000, 6_000, 12_000, 300_000])
})

describe('letters are fitted to their marketplace', () => {
  const letter = {
    subject: 'Re: lamp',
    text: 'Hello\n',
    orderNumber: '112-4820193-5539041',
    relayId: '[#a05-1#]',
    isCritical: true,
  }

  test.each([
    [null, { subject: 'Re: lamp', text: 'Hello\n' }],
    ['amazon', { subject: '[Important] Re: lamp (112-4820193-5539041)', text: 'Hello\n' }],
    ['ebay', { subject: 'Re: lamp', text: 'Hello\n\n[#a05-1#]\n' }],
  ])('%s', (marketplaceKind, shaped) => expect(shapeLetter({ marketplaceKind, ...letter })).toEqual(shaped))

  test('what is there already is not put there again', () => {
    const twice = { ...letter, subject: '[important] 112-4820193-5539041', text: 'Hello [#a05-1#]' }
    expect(shapeLetter({ marketplaceKind: 'amazon', ...twice }).subject).toBe(twice.subject)
    expect(shapeLetter({ marketplaceKind: 'ebay', ...twice }).text).toBe('Hello [#a05-1#]\n')
  })
})
