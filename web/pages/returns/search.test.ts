import { expect, test } from 'vitest'
import { columnsOf } from './columns.ts'
import { monthAfter, weeksOf } from './month.ts'
import { isNarrow, readReturnSearch, unnarrowed } from './search.ts'

test('an address is read back; what is not understood is left out', () => {
  const search = {
    view: 'waits',
    store: 's1',
    approval: true,
    due: 'day',
    month: '2026-03',
    day: '2026-03-31',
  } as const
  expect(readReturnSearch(search)).toEqual(search)
  expect(
    readReturnSearch({ view: 'heap', approval: 'yes', due: 'never', stage: 'lost', letters: 1.5, day: '2026-3-1' }),
  ).toEqual({})
  expect(readReturnSearch({ month: '2026-13', day: '2026-02-40', letters: '2' })).toEqual({ letters: 2 })
})

test('clearing the filters keeps the view and its day', () => {
  const search = readReturnSearch({ view: 'waits', day: '2026-03-31', store: 's1', outcome: 'kept' })
  expect(isNarrow(search)).toBe(true)
  expect(unnarrowed(search)).toEqual({ view: 'waits', day: '2026-03-31' })
  expect(isNarrow(unnarrowed(search))).toBe(false)
})

test('each wait stands in the column of its letter, and letters of own policies get columns too', () => {
  const columns = columnsOf([
    { stage: 'letter', letters: 0, count: 2 },
    { stage: 'letter', letters: 2, count: 3 },
    { stage: 'waiting', letters: 5, count: 1 },
    { stage: 'waiting', letters: 1, count: 4 },
  ])
  expect(columns.map(({ key, count }) => `${key} ${count ?? ''}`.trim())).toEqual([
    'facts 0',
    'letter 5',
    'waiting-1 4',
    'waiting-2 0',
    'waiting-3 0',
    'waiting-5 1',
    'answer 0',
    'choice 0',
    'act 0',
    'item 0',
    'supervisor 0',
    'ended',
  ])
})

test.each([
  ['2026-03', '2026-02-23', '2026-04-05', 6],
  ['2026-02', '2026-01-26', '2026-03-01', 5],
  ['2027-02', '2027-02-01', '2027-02-28', 4],
  ['2028-02', '2028-01-31', '2028-03-05', 5],
])('the weeks of %s go from Monday %s to Sunday %s', (month, first, last, count) => {
  const weeks = weeksOf(month)
  expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual([first, last, count])
  expect(new Set(weeks.flat()).size).toBe(count * 7)
})

test('months follow one another over the year', () => {
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-05', -14)]).toEqual([
    '2027-01',
    '2025-12',
    '2025-03',
  ])
})
