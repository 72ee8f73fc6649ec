import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from './rules.cells.ts'
import { currencyOf, digitsOf, minorUnits, minorUnitsOf } from './rules.values.amounts.ts'
import { dayReader, momentReader } from './rules.values.moments.ts'
import { countOf, countryOf, isLostInSpreadsheet, textOf, yesOrNo } from './rules.values.ts'

const berlin = { dayOrder: 'day-first', zone: 'Europe/Berlin' } as const
const angeles = { dayOrder: 'month-first', zone: 'America/Los_Angeles' } as const
const iso = (moment: number): string | null => (Number.isNaN(moment) ? null : new Date(moment).toISOString())

describe('moments', () => {
  test.each([
    ['2026-09-29T14:03:11+00:00', '2026-09-29T14:03:11.000Z'],
    ['2026-09-29T14:03:11.250Z', '2026-09-29T14:03:11.250Z'],
    ['2026-09-29T14:03:11-07:00', '2026-09-29T21:03:11.000Z'],
    ['2026-09-29 14:03:11 UTC', '2026-09-29T14:03:11.000Z'],
    ['2026-09-29 14:03:11 PST', '2026-09-29T22:03:11.000Z'],
    ['2026-09-29 14:03:11 PDT', '2026-09-29T21:03:11.000Z'],
    ['2026-09-29T14:03:11', '2026-09-29T12:03:11.000Z'],
    ['2026-09-29', '2026-09-28T22:00:00.000Z'],
    ['29.09.2026 14:03:11 MESZ', '2026-09-29T12:03:11.000Z'],
    ['29/09/2026 2:03 PM', '2026-09-29T12:03:00.000Z'],
    ['29 sept. 2026 à 14:03:11 UTC+2', '2026-09-29T12:03:11.000Z'],
    ['2026年9月29日 下午2:03', '2026-09-29T12:03:00.000Z'],
    ['2026年9月29日14:03:11', '2026-09-29T12:03:11.000Z'],
    ['２０２６／９／２９　１４：０３', '2026-09-29T12:03:00.000Z'],
    ['46294.5', '2026-09-29T10:00:00.000Z'],
    ['2026-13-01', null],
    ['2026-02-30T10:00:00Z', null],
    ['2026-09-29T25:00:00Z', null],
    ['yesterday', null],
    ['12', null],
    ['29-Sep-2026 14:03 Mars', null],
  ])('%s', (text, expected) => {
    expect(iso(momentReader(berlin)(text))).toBe(expected)
  })

  test('a day and a number of a workbook are wall times of the zone', () => {
    expect(iso(momentReader(berlin)(new Date('2026-09-29T14:00:00Z')))).toBe('2026-09-29T12:00:00.000Z')
    expect(iso(momentReader(berlin)(46_294.5))).toBe('2026-09-29T10:00:00.000Z')
    expect(momentReader(berlin)(new Date(Number.NaN))).toBeNaN()
  })
})

describe('days, where the day or the month comes first', () => {
  test.each([
    ['29-Sep-2026', '2026-09-29', '2026-09-29'],
    ['10-Jul-2025', '2025-07-10', '2025-07-10'],
    ['Sep-29-26', '2026-09-29', '2026-09-29'],
    ['Sept 29, 2026', '2026-09-29', '2026-09-29'],
    ['29.09.2026', '2026-09-29', '2026-09-29'],
    ['29/09/2026', '2026-09-29', '2026-09-29'],
    ['09/29/2026', '2026-09-29', '2026-09-29'],
    ['03/04/2026', '2026-04-03', '2026-03-04'],
    ['3/4/26', '2026-04-03', '2026-03-04'],
    ['2026/9/29', '2026-09-29', '2026-09-29'],
    ['2026年9月29日', '2026-09-29', '2026-09-29'],
    ['20260929', '2026-09-29', '2026-09-29'],
    ['1. März 2026', '2026-03-01', '2026-03-01'],
    ['29 août 2026', '2026-08-29', '2026-08-29'],
    ['1 de enero de 2026', '2026-01-01', '2026-01-01'],
    ['1 dicembre 2026', '2026-12-01', '2026-12-01'],
    ['46294', '2026-09-29', '2026-09-29'],
    ['46294,5', '2026-09-29', '2026-09-29'],
    ['29 mei 2026', '2026-05-29', '2026-05-29'],
    ['29 maj 2026', '2026-05-29', '2026-05-29'],
    ['29 de março de 2026', '2026-03-29', '2026-03-29'],
    ['29 października 2026', '2026-10-29', '2026-10-29'],
    ['31/31/2026', null, null],
    ['29-Foo-2026', null, null],
    ['1/2', null, null],
  ])('%s', (text, dayFirst, monthFirst) => {
    expect(dayReader(berlin)(text)).toBe(dayFirst)
    expect(dayReader(angeles)(text)).toBe(monthFirst)
  })
})

describe('amounts in minor units', () => {
  test.each<[string, string, '.' | ',', number]>([
    ['1,234.50', 'EUR', '.', 123_450],
    ['1.234,50', 'EUR', ',', 123_450],
    ['1.234,50', 'EUR', '.', 123_450],
    ['1 234,50', 'EUR', ',', 123_450],
    ["1'234.50", 'CHF', '.', 123_450],
    ['US $12.34', 'USD', '.', 1_234],
    ['EUR 12,34', 'EUR', ',', 1_234],
    ['£3.20', 'GBP', '.', 320],
    ['(12.00)', 'USD', '.', -1_200],
    ['-12.00', 'USD', '.', -1_200],
    ['−12.00', 'USD', '.', -1_200],
    ['12.00-', 'USD', '.', -1_200],
    ['￥1,200', 'JPY', '.', 1_200],
    ['１２．３４', 'USD', '.', 1_234],
    ['12.5', 'USD', '.', 1_250],
    ['12', 'USD', '.', 1_200],
    ['.5', 'USD', '.', 50],
    ['12.3400', 'USD', '.', 1_234],
    ['1,234', 'USD', '.', 123_400],
    ['1.234', 'EUR', ',', 123_400],
    ['1.234', 'KWD', '.', 1_234],
    ['1,23,456.00', 'INR', '.', 12_345_600],
    ['1,234,567', 'JPY', ',', 1_234_567],
    ['0.500', 'USD', '.', 50],
    ['1234.500', 'USD', '.', 123_450],
    ['1,200', 'JPY', '.', 1_200],
  ])('%s in %s', (text, currency, decimal, minor) => {
    expect(minorUnits(text, digitsOf(currency), decimal)).toBe(minor)
  })

  test.each([
    ['12.345', 'USD', '.'],
    ['1200.50', 'JPY', '.'],
    ['12.34.5', 'USD', '.'],
    ['abc', 'USD', '.'],
    ['1,2,3', 'USD', '.'],
    ['12 and 13', 'USD', '.'],
    ['99999999999999', 'USD', '.'],
    ['1.000', 'EUR', '.'],
    ['2,500', 'EUR', ','],
    ['1.000', 'JPY', '.'],
  ] as const)('refused: %s in %s', (text, currency, decimal) => {
    expect(minorUnits(text, digitsOf(currency), decimal)).toBeNaN()
  })

  test('an amount written in any convention reads back', () => {
    const written = fc.record({
      minor: fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
      currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
      decimal: fc.constantFrom<'.' | ','>('.', ','),
      group: fc.constantFrom('', 'mark', ' ', '\u00a0', "'"),
      around: fc.constantFrom('# ', '$#', '# €', 'US $#', '(#)', '#-', '-#'),
    })
    fc.assert(
      fc.property(written, ({ minor, currency, decimal, group, around }) => {
        const digits = digitsOf(currency)
        const plain = String(Math.abs(minor)).padStart(digits + 1, '0')
        const whole = plain.slice(0, plain.length - digits)
        const mark = group === 'mark' ? (decimal === '.' ? ',' : '.') : group
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark)
        const number = digits === 0 ? grouped : `${grouped}${decimal}${plain.slice(-digits)}`
        const isNegative = /[-(]/.test(around)
        expect(minorUnits(around.replace('#', number), digits, decimal)).toBe(
          isNegative && minor !== 0 ? -Math.abs(minor) : Math.abs(minor),
        )
      }),
    )
  })

  test('numbers of a workbook', () => {
    expect(minorUnitsOf(0.1 + 0.2, 2)).toBe(30)
    expect(minorUnitsOf(19.99, 2)).toBe(1_999)
    expect(minorUnitsOf(1.005, 2)).toBeNaN()
  })
})

test.each([
  ['USD', 'EUR', 'USD'],
  ['us $', 'EUR', 'USD'],
  ['$', 'CAD', 'CAD'],
  ['$', 'EUR', 'USD'],
  ['￥', 'CNY', 'CNY'],
  ['¥', 'USD', 'JPY'],
  ['€', 'USD', 'EUR'],
  ['人民币', 'USD', 'CNY'],
  ['ZZZ', 'USD', null],
])('currency %s in a store of %s', (text, usual, currency) => {
  expect(currencyOf(text, usual)).toBe(currency)
})

test.each<[Cell, '.' | ',', number]>([
  ['3', '.', 3],
  ['1,200', '.', 1_200],
  ['1,000', '.', 1_000],
  ['1.000', ',', 1_000],
  ['1.200', '.', Number.NaN],
  ['1,000', ',', Number.NaN],
  ['1,000.00', '.', 1_000],
  ['2.0', '.', 2],
  ['３', '.', 3],
  [4, '.', 4],
  [1.5, '.', Number.NaN],
  ['1.5', '.', Number.NaN],
  ['two', '.', Number.NaN],
])('count %s where the decimal mark is %s', (cell, decimal, count) => {
  expect(countOf(cell, decimal)).toBe(count)
})

test.each([
  ['="00123"', '00123'],
  ['="1 2" ', '1 2'],
  ['\u200e114-1\u202c', '114-1'],
  ['\u200b\ufeff', ''],
  ['=1+1', '=1+1'],
  ['👩\u200d👧 lamp', '👩\u200d👧 lamp'],
])('the text of %j', (cell, text) => {
  expect(textOf(cell)).toBe(text)
})

test.each<[Cell, boolean]>([
  ['1.12346E+16', true],
  ['9,4E+21', true],
  ['#N/A', true],
  ['#REF!', true],
  [1e15, true],
  [225_512_345_678, false],
  ['#1234', false],
  ['2E+', false],
  ['12-34567-89012', false],
])('lost in a spreadsheet: %s', (cell, isLost) => {
  expect(isLostInSpreadsheet(cell)).toBe(isLost)
})

test.each([
  ['US', 'US'],
  ['UK', 'GB'],
  ['United States', 'US'],
  ['Großbritannien', 'GB'],
  ['Deutschland', 'DE'],
  ['Côte d’Ivoire', 'CI'],
  ['日本', 'JP'],
  ['Narnia', null],
])('country %s', (text, code) => {
  expect(countryOf(text)).toBe(code)
})

test('yes and no', () => {
  expect(['Y', 'N', 'Ja', 'いいえ', 'maybe', ''].map(yesOrNo)).toEqual([true, false, true, false, null, null])
})
