import { describe, expect, test } from 'vitest'
import { shapeLetter } from './rules.profile.ts'
import { directoryAddress, type EarlierLetter, mailboxRetryAfter, retryAfter, waitsFor } from './rules.ts'

test.each([
  ['Desk+a1b2@Lamps.example', 'desk@lamps.example'],
  [' desk@lamps.example ', 'desk@lamps.example'],
  ['desk+a+b@lamps.example', 'desk@lamps.example'],
])('%s is known as %s', (written, known) => expect(directoryAddress(written)).toBe(known))

test('a letter is tried ever more patiently, and given up after four days', () => {
  const seconds = [10, 30, 60, 3_600]
  const waits = [1, 2, 3, 4, 5, 50].map((attempts) => retryAfter(attempts, 0, seconds))
  expect(waits).toEqual([10_000, 30_000, 60_000, 3_600_000, 3_600_000, 3_600_000])
  expect(retryAfter(60, 4 * 24 * 3_600_000 + 1, seconds)).toBeNull()
})

describe('a letter waits for those before it on its ticket', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
  const queued = (attempts: number, seconds: number) =>
    ({ status: 'queued', attempts, notBefore: at(seconds) }) satisfies EarlierLetter
  const sending = { status: 'sending', attempts: 9, notBefore: at(30) } satisfies EarlierLetter
  const waits = [10, 30, 60, 300, 900]
  test.each<[string, EarlierLetter[], number]>([
    ['none before it', [], 0],
    ['one being handed over, whatever its lease', [sending], 1_000],
    ['one that is due', [queued(0, -3)], 1_000],
    ['one that is held for an undo', [queued(0, 7)], 7_000],
    ['one that nobody has come to try for a day', [queued(0, -86_400)], 1_000],
    // Tried 100 s before its fourth try, so 400 s before the fifth.
    ['one that is tried again in five minutes: looked at again', [queued(4, 300)], 60_000],
    ['not one that was tried first more than ten minutes ago', [queued(5, 299)], 0],
    ['nor one that was to be tried again long ago', [queued(1, -591)], 0],
    ['but one between', [queued(5, 299), queued(1, 9), queued(0, 0)], 9_000],
  ])('%s', (_, earlier, wait) => expect(waitsFor(earlier, waits, now)).toBe(wait))
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
