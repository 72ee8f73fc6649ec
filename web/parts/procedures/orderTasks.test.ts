import { expect, test } from 'vitest'
import { firstOffered, kindOf, verdictOf } from './orderTasks.ts'

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

test('the dialog begins with what the ticket speaks of, unless that cannot be', () => {
  const stop = { code: 'open-task', severity: 'stop', message: '' } as const
  const block = { code: 'sent', severity: 'block', message: '' } as const
  const offers = (...checks: (typeof stop | typeof block)[][]) =>
    (['change-address', 'cancel', 'invoice'] as const).map((kind, at) => ({ kind, checks: checks[at] ?? [] }))
  expect(firstOffered(offers(), 'cancel')).toBe('cancel')
  expect(firstOffered(offers([], [block]), 'cancel')).toBe('cancel')
  expect(firstOffered(offers([stop], [stop]), 'cancel')).toBe('invoice')
  expect(firstOffered(offers([stop], [stop], [stop]), 'cancel')).toBe('cancel')
  expect(firstOffered(offers([stop]), undefined)).toBe('cancel')
})
