import { expect, test } from 'vitest'
import { type ImportCounts, type ImportFacts, judgeImport } from './verdict.imports.ts'

const counts = (fields: Partial<ImportCounts> = {}): ImportCounts => ({
  ...{ status: 'done', added: 3, changed: 0, unchanged: 0, refused: 0 },
  ...fields,
})
const spotless: ImportFacts = {
  rows: 3,
  first: counts(),
  again: counts({ added: 0, unchanged: 3 }),
  killed: counts(),
  killedAt: 0.5,
  hashes: { first: 'a', again: 'a', killed: 'a' },
  sums: { file: new Map([['EUR', '3 597']]), tables: new Map([['EUR', '3 597']]) },
}

test('a report that was recorded as it stands, and no differently the second time or after a kill, is spotless', () => {
  expect(judgeImport(spotless)).toEqual({ lost: [], unequal: [], miscounted: [] })
})

const faulty: [string, Partial<ImportFacts>, ReturnType<typeof judgeImport>][] = [
  [
    'a row refused',
    { first: counts({ added: 2, refused: 1 }) },
    { lost: ['first: 1 rows refused', 'first: 2 of 3 rows told of'], unequal: [], miscounted: [] },
  ],
  [
    'one that failed',
    { killed: counts({ status: 'failed' }) },
    { lost: ['killed: failed'], unequal: [], miscounted: [] },
  ],
  [
    'a second time that adds',
    { again: counts({ added: 1, unchanged: 2 }) },
    { lost: [], unequal: ['again: 1 added, 0 changed'], miscounted: [] },
  ],
  [
    'a second time that changes',
    { hashes: { first: 'a', again: 'b', killed: 'a' } },
    { lost: [], unequal: ['the same file once more changed what is recorded'], miscounted: [] },
  ],
  [
    'a kill that changes',
    { hashes: { first: 'a', again: 'a', killed: 'b' } },
    { lost: [], unequal: ['a killed worker left something else than one that was not'], miscounted: [] },
  ],
  [
    'a kill that came too late',
    { killedAt: 1 },
    { lost: [], unequal: ['killed at 1, which is not half-way'], miscounted: [] },
  ],
  [
    'another sum',
    {
      sums: {
        file: new Map([
          ['EUR', '4'],
          ['USD', '1'],
        ]),
        tables: new Map([['EUR', '3']]),
      },
    },
    { lost: [], unequal: [], miscounted: ['EUR: 4 in the file, 3 recorded', 'USD: 1 in the file, undefined recorded'] },
  ],
]
test.each(faulty)('%s is seen', (_what, facts, verdict) => {
  expect(judgeImport({ ...spotless, ...facts })).toEqual(verdict)
})
