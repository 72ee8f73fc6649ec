import { expect, test } from 'vitest'
import { readLimit, writtenLimit } from './limits.ts'

test.each([
  [30, '30', 'seconds'],
  [5_400, '90', 'minutes'],
  [6 * 3_600, '6', 'hours'],
  [24 * 3_600, '24', 'hours'],
  [48 * 3_600, '48', 'hours'],
  [7 * 86_400, '7', 'days'],
] as const)('%i s is written as %s %s, and read back', (limitSeconds, amount, unit) => {
  expect(writtenLimit(limitSeconds)).toEqual({ amount, unit })
  expect(readLimit(amount, unit)).toBe(limitSeconds)
})

test('nothing written is no limit, half an hour is one', () => {
  expect(readLimit(' ', 'hours')).toBeNaN()
  expect(readLimit('0.5', 'hours')).toBe(1_800)
})
