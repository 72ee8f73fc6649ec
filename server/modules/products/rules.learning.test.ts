import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newestSold, type Sold, titleWords, wordsWanted } from './rules.learning.ts'

const sold = (change: Partial<Sold> = {}): Sold => ({
  sku: 'CHAIR',
  asin: null,
  title: 'Oak chair',
  soldAt: '2026-02-01T00:00:00Z',
  ...change,
})

describe('what sales teach of a product', () => {
  test.each<[string, Sold[], Partial<Sold>]>([
    ['the newest title', [sold({ title: 'New', soldAt: '2026-03-01T00:00:00Z' }), sold()], { title: 'New' }],
    [
      'a newer sale without a title leaves the title and its moment',
      [sold(), sold({ title: ' ', soldAt: '2026-03-01T00:00:00Z' })],
      { title: 'Oak chair', soldAt: '2026-02-01T00:00:00Z' },
    ],
    [
      'an ASIN from whoever says one',
      [sold({ asin: 'B01' }), sold({ soldAt: '2026-03-01T00:00:00Z' })],
      { asin: 'B01' },
    ],
    [
      'moments are compared as moments, not as text',
      [
        sold({ title: 'Later', soldAt: '2026-02-01T01:00:00-08:00' }),
        sold({ title: 'Earlier', soldAt: '2026-02-01T02:00:00Z' }),
      ],
      { title: 'Later' },
    ],
    ['a title as long as a product may have', [sold({ title: 'x'.repeat(900) })], { title: 'x'.repeat(500) }],
  ])('%s', (_name, told, expected) => {
    expect(newestSold(told)).toEqual([expect.objectContaining(expected)])
  })

  test('a SKU that could be none is nobody', () => {
    expect(newestSold([sold({ sku: ' ' }), sold({ sku: 'x'.repeat(121) })])).toEqual([])
  })

  test('told at once or piece by piece, the same is learned', () => {
    const one = fc.record({
      sku: fc.constantFrom('A', 'B'),
      asin: fc.constantFrom(null, 'B01'),
      title: fc.constantFrom('', 'One', 'Two'),
      // Of the same moment with different titles either may stand.
      soldAt: fc.integer({ min: 0, max: 9_999 }).map((minute) => new Date(minute * 60_000).toISOString()),
    })
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ soldAt }) => soldAt }), fc.nat(), (told, cut) => {
        const titles = (rows: readonly Sold[]) => newestSold(rows).map(({ sku, asin, title }) => ({ sku, asin, title }))
        const at = told.length === 0 ? 0 : cut % told.length
        const apart = [...newestSold(told.slice(0, at)), ...newestSold(told.slice(at))]
        expect(titles(apart)).toEqual(titles(told))
      }),
    )
  })
})

test.each([
  ['Oak chair, white (2-pack)', 'chair oak'],
  ['Oak chair, white (2-pack)', 'CHA'],
  ['LED 台灯 暖白色', '暖白'],
  ['LED 台灯 暖白色', '台灯 led'],
  ['Tischlampe für Küche', 'kuche'],
])('%s is found by %s', (title, search) => {
  const words = titleWords(title)
  const wanted = wordsWanted(search)
  expect(wanted).not.toEqual([])
  for (const each of wanted) expect(words.some((word) => word.startsWith(each))).toBe(true)
})
