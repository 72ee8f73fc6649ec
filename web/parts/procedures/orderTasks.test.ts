import { expect, test } from 'vitest'
import { kindOf, verdictOf } from './orderTasks.ts'

const check = (severity: 'stop' | 'block' | 'warn', code = 'sent') => ({ code, severity }) as const

test.each([
  [[], [], 'free'],
  [[check('warn')], [], 'free'],
  [[check('warn'), check('block')], [], 'block'],
  [[check('block')], ['sent'], 'free'],
  [[check('block'), check('block', 'marketplace-cancel')], ['sent'], 'block'],
  [[check('block'), check('stop', 'cancelled')], ['sent', 'cancelled'], 'stop'],
] as const)('checks %j, overridden %j: %s', (checks, overridden, verdict) => {
  expect(verdictOf(checks as Parameters<typeof verdictOf>[0], overridden)).toBe(verdict)
})

test('what the buyer asked for is what the ticket’s sub-type says', () => {
  expect(['cancel', 'resend', 'payment', null].map(kindOf)).toEqual(['cancel', 'resend', undefined, undefined])
})
