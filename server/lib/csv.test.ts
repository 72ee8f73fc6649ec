import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  ['=1+1', `'=1+1`],
  ['+49 170', `'+49 170`],
  ['-2+3', `'-2+3`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['  =1', `'  =1`],
  ['\t=1', `'\t=1`],
  ['\r=1', `'\r=1`],
  ['＝1', `'＝1`],
  ['\u200b=1', `'\u200b=1`],
  ['-12.5', '-12.5'],
  ['a=1', 'a=1'],
  ['say "hi", you', 'say "hi", you'],
  ['two\nlines', 'two\nlines'],
])('%j stands there as %j', (cell, shown) => expect(parse(csvLine([cell, 1]))).toEqual([[shown, '1']]))

test('whatever the cells hold, they come back, and none begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      const [read] = parse(csvLine(cells)) as string[][]
      expect(read?.map((cell, at) => (cell === cells[at] ? cell : cell.slice(1)))).toEqual(cells)
      for (const cell of read ?? []) expect(cell).not.toMatch(/^[=+@]|^-(?!\d+(\.\d+)?$)/)
    }),
  )
})
