import { expect, test } from 'vitest'
import { readValue, writtenValue } from './RuleValueField.tsx'
import type { Rule } from './words.ts'

const rule = (value: Rule['value'], unit: Rule['unit'], currency: string | null = null) =>
  ({ value, unit, currency }) as Rule

test.each([
  [rule(24, 'hours'), '24'],
  [rule(1.75, 'megabytes'), '1.75'],
  [rule(true, 'flag'), 'true'],
  [rule(['coupon', 'marketing'], 'list'), 'coupon\nmarketing'],
  [rule('account-health', 'text'), 'account-health'],
  [rule(2000, 'minor-units', 'USD'), '20'],
  [rule(2000, 'minor-units', 'JPY'), '2000'],
])('%o is written as %s, and read back', (each, written) => {
  expect(writtenValue(each)).toBe(written)
  expect(readValue(written, each)).toEqual(each.value)
})

test('blank lines and repetitions of a list do not count', () => {
  expect(readValue(' coupon \n\ncoupon\nmarketing', rule([], 'list'))).toEqual(['coupon', 'marketing'])
})
