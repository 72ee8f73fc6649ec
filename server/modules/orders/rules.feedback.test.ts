import { expect, test } from 'vitest'
import { verdictOf } from './rules.feedback.ts'

test.each([
  [1, 'negative'],
  [2, 'negative'],
  [3, 'neutral'],
  [4, 'positive'],
  [5, 'positive'],
] as const)('%i stars are %s', (rating, verdict) => {
  expect(verdictOf(rating)).toBe(verdict)
})
