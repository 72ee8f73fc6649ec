import { expect, test } from 'vitest'
import { isUnsatisfied, outcomeAfter, outcomeOf } from './rules.outcomes.ts'

test.each([
  ['answered', 'unknown', 'solved'],
  ['solved', 'satisfied', 'solved'],
  ['refunded', 'neutral', 'solved'],
  ['replaced', 'unknown', 'solved'],
  ['solved', 'unsatisfied', 'returned'],
  ['unsolved', 'unknown', 'returned'],
  ['unsolved', 'satisfied', 'returned'],
  ['withdrawn', 'unknown', null],
  ['withdrawn', 'unsatisfied', 'returned'],
  ['no-answer-needed', 'unknown', null],
  ['no-answer-needed', 'satisfied', 'solved'],
] as const)('a ticket that ends as %s by a buyer who is %s: %s', (result, customerFeedback, outcome) => {
  expect(outcomeOf({ result, customerFeedback })).toBe(outcome)
})

test.each([
  [null, 'solved', 'solved'],
  [null, 'returned', 'returned'],
  ['solved', 'solved', 'solved'],
  ['solved', 'returned', 'returned'],
  ['returned', 'solved', 'returned'],
  ['returned', 'returned', 'returned'],
] as const)('after %s, %s makes %s', (before, now, after) => {
  expect(outcomeAfter(before, now)).toBe(after)
})

test('thanks after the end do not show an unsatisfied buyer', () => {
  expect(isUnsatisfied({ subType: 'thanks' })).toBe(false)
  expect(isUnsatisfied({ subType: 'defective' })).toBe(true)
  expect(isUnsatisfied({ subType: null })).toBe(true)
})
