import { describe, expect, test } from 'vitest'
import { laterDraft } from '../../parts/drafts.ts'
import { pressureOf } from '../../parts/due.ts'
import { typedOpener, withoutOpener } from './openers.ts'
import { readInboxSearch } from './search.ts'
import { nextMorningIn, snoozePresets } from './snooze.ts'
import { filledByHand, gapsIn } from './values.ts'

describe('how pressing a limit is', () => {
  const from = new Date('2026-11-22T00:00:00Z')
  const due = new Date('2026-11-22T06:00:00Z')
  test.each([
    ['2026-11-22T04:29:00Z', 'calm'],
    ['2026-11-22T04:30:00Z', 'soon'],
    ['2026-11-22T05:59:59Z', 'soon'],
    ['2026-11-22T06:00:00Z', 'overdue'],
  ] as const)('at %s it is %s: a quarter of six hours is one and a half', (now, pressure) => {
    expect(pressureOf(due, from, new Date(now))).toBe(pressure)
  })
})

describe('what typing opens', () => {
  test.each([
    ['', '/', 1, 'template'],
    ['', '／', 1, 'template'],
    ['', '、', 1, 'template'],
    ['Hi\n', 'Hi\n/', 4, 'template'],
    ['and', 'and/', 4, null],
    ['{', '{{', 2, 'variable'],
    ['a ｛', 'a ｛｛', 4, 'variable'],
    ['', 'pasted /', 8, null],
  ] as const)('%j → %j opens %s', (before, after, caret, opened) => {
    expect(typedOpener(before, after, caret)).toBe(opened)
  })

  test('what was typed to open is taken away again', () => {
    expect(withoutOpener('Dear {{, hello', 7)).toEqual({ head: 'Dear ', tail: ', hello' })
  })
})

describe('filling a letter by hand', () => {
  test('only what is known is filled, and each gap is asked for once', () => {
    const text = 'By {{ order.carrier }}, number {{ order.tracking_number }}. {{ order.carrier }}'
    expect(gapsIn(text)).toEqual(['order.carrier', 'order.tracking_number'])
    expect(filledByHand(text, { 'order.carrier': 'DHL' }, 'en')).toBe('By DHL, number {{ order.tracking_number }}. DHL')
  })

  test('money and percents are written in the language of the letter', () => {
    const values = { 'refund.amount': { amount: 12_345, currency: 'EUR' }, 'refund.percent': 20 }
    expect(filledByHand('{{ refund.amount }} {{ refund.percent }}', values, 'de')).toMatch(/^123,45\s€ 20\s%$/)
  })
})

test('the later copy of a draft is kept, the one here on a tie', () => {
  const here = { text: 'here', templateKey: null, updatedAt: '2026-11-22T06:00:00.000Z' }
  const there = { text: 'there', templateKey: null, updatedAt: '2026-11-22T06:00:01.000Z' }
  expect(laterDraft(here, there)).toBe(there)
  expect(laterDraft(here, { ...there, updatedAt: here.updatedAt })).toBe(here)
  expect(laterDraft(undefined, there)).toBe(there)
})

test('morning is nine where the store is, whatever the season', () => {
  const now = new Date('2026-03-28T20:00:00Z')
  // The clocks of Berlin go forward that night: nine is then seven in UTC.
  expect(nextMorningIn('Europe/Berlin', now).toISOString()).toBe('2026-03-29T07:00:00.000Z')
  expect(nextMorningIn('Asia/Kolkata', now).toISOString()).toBe('2026-03-29T03:30:00.000Z')
  for (const preset of snoozePresets(now, 'Asia/Tokyo')) expect(preset.at.getTime()).toBeGreaterThan(now.getTime())
})

test('an address with nonsense is read as far as it makes sense', () => {
  expect(readInboxSearch({ q: 110_3230, order: 'sideways', store: 7, x: 1 })).toEqual({ q: '1103230' })
  expect(readInboxSearch({ order: 'recent', store: 'a' })).toEqual({ order: 'recent', store: 'a' })
})
