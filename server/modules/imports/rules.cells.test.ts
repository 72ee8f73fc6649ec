import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTrailer, RowCutter } from './rules.cells.ts'
import type { FileFormat } from './schema.ts'

type Cutting = Pick<FileFormat, 'delimiter' | 'quoted'>
const comma: Cutting = { delimiter: ',', quoted: true }

function cut(text: string, format: Cutting, lengths: readonly number[] = []): string[][] {
  const cutter = new RowCutter(format)
  const rows: string[][] = []
  let at = 0
  for (const length of lengths) {
    rows.push(...cutter.push(text.slice(at, at + length)))
    at += length
  }
  rows.push(...cutter.push(text.slice(at)), ...cutter.end())
  return rows
}

test.each<[string, Cutting, string, string[][]]>([
  [
    'lines of every kind',
    comma,
    'a,b\r\nc,d\re,f\ng,h',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ],
  ],
  [
    'a newline and a delimiter within quotation marks',
    comma,
    '"a\r\nb","c,d"\ne,f',
    [
      ['a\r\nb', 'c,d'],
      ['e', 'f'],
    ],
  ],
  ['pairs of quotation marks', comma, '"say ""yes""",b', [['say "yes"', 'b']]],
  [
    'a stray mark within a cell',
    comma,
    '5" pipe,b\nc,d',
    [
      ['5" pipe', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a mark in an enclosed cell that ends nothing', comma, '"a "b" c",d', [['a "b" c', 'd']]],
  [
    'a mark that is never closed',
    comma,
    '"a,b\nc,d',
    [
      ['"a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'marks between tabs are text',
    { delimiter: '\t', quoted: false },
    '"Gold" ring\t"x\n1\t2',
    [
      ['"Gold" ring', '"x'],
      ['1', '2'],
    ],
  ],
  ['a blank line', comma, 'a,b\n\nc,d\n', [['a', 'b'], [''], ['c', 'd']]],
  ['empty cells at the end', comma, 'a,,\n', [['a', '', '']]],
])('%s', (_name, format, text, rows) => {
  expect(cut(text, format)).toEqual(rows)
})

const cell = fc.string({ unit: fc.constantFrom('a', 'ß', '灯', '"', ',', ' ', '\n', '\r', '\r\n', '\t'), maxLength: 8 })
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
const enclosed = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')

test('cells that are enclosed as RFC 4180 wants it are cut as csv-parse cuts them', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const text = enclosed(rows)
      expect(cut(text, comma)).toEqual(parse(text, { relax_column_count: true }))
      expect(cut(text, comma)).toEqual(rows)
    }),
  )
})

test('any text, given in any pieces, gives the same rows', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '""', ',', '\n', '\r', '\r\n', '",', '\n"'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.array(fc.nat(6), { maxLength: 40 }), fc.boolean(), (whole, lengths, quoted) => {
      const format = { delimiter: ',' as const, quoted }
      expect(cut(whole, format, lengths)).toEqual(cut(whole, format))
    }),
    { numRuns: 500 },
  )
})

test('one endless line fills no memory, and what follows it is read', () => {
  const cutter = new RowCutter(comma)
  const rows: string[][] = []
  for (let piece = 0; piece < 80; piece++) rows.push(...cutter.push('x'.repeat(65_536)))
  rows.push(...cutter.push('\na,b\n'), ...cutter.end())
  expect(rows.map((cells) => cells.map((one) => one.length))).toEqual([[1_048_576], [1, 1]])
})

test.each([
  [['50', 'record(s) downloaded', 'from', 'Sep-01-26'], true],
  [['', 'record(s) downloaded,', ''], true],
  [['Seller ID: lamps'], true],
  [['12', 'Lamp'], false],
])('the trailer of an eBay export: %j', (cells, is) => {
  expect(isTrailer(cells)).toBe(is)
})
