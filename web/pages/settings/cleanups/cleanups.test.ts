import { expect, test } from 'vitest'
import { countOf, daysIn, proposed, toggled } from './cleanups.ts'

test('all is proposed, but nothing where figures rest on the rows', () => {
  expect(proposed({ weighs: null })).toBe('all')
  expect(countOf(proposed({ weighs: 'loss-rate' }), 9)).toBe(0)
  expect(countOf('all', 9)).toBe(9)
})

test('a row let go out of all leaves those that are shown', () => {
  const left = toggled('all', 'b', ['a', 'b', 'c'])
  expect(left).toEqual(new Set(['a', 'c']))
  expect(toggled(left, 'b', ['a', 'b', 'c'])).toEqual(new Set(['a', 'b', 'c']))
})

test.each([
  ['90', 90],
  [' 1 ', 1],
  ['3650', 3_650],
  ['3651', null],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['', null],
])('%j is %j days', (typed, days) => expect(daysIn(typed)).toBe(days))
