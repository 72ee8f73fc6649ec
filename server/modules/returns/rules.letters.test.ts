import { expect, test } from 'vitest'
import { shippedPolicies } from '../policies/index.ts'
import { decidedLetters, lettersWritten } from './rules.letters.ts'

const policyOf = (key: string) => shippedPolicies.filter((policy) => policy.key === key)

test.each([
  ['no-reason-return', 'return', 'return.letter-2', true],
  ['no-reason-return', 'return', 'return.written-by-ourselves', true],
  ['no-reason-return', 'refund', 'refund.issued', true],
  ['no-reason-return', 'item', 'item.damaged-keep', true],
  ['no-reason-return', 'solution', 'solution.proposed', true],
  ['no-reason-return', 'investigation', 'investigation.photos', true],
  ['no-reason-return', 'delivery', 'delivery.delay', false],
  ['no-reason-return', 'order', 'order.invoice', false],
  ['no-reason-return', 'product', 'product.answer', false],
  ['no-reason-return', 'apology', 'apology.angry', false],
  ['quality-return', 'order', 'order.resend', true],
  ['quality-return', 'order', 'order.status', false],
  ['not-received', 'delivery', 'delivery.not-received', true],
  ['late-delivery', 'delivery', 'delivery.delay', true],
  ['changed-order', 'order', 'order.exchange', true],
  ['changed-order', 'order', 'order.invoice', false],
  ['marketplace-decided', 'return', 'return.approved', true],
] as const)('a return by %s decides on a letter of the group %s, %s: %s', (policy, category, key, decided) => {
  expect(policyOf(policy)).toHaveLength(1)
  expect(decidedLetters([{ key, category }], policyOf(policy))).toEqual(decided ? [key] : [])
})

test('each letter that a shipped policy writes is decided by it, of whatever group it is', () => {
  for (const policy of shippedPolicies) {
    const written = lettersWritten(policy)
    const letters = written.map((key) => ({ key, category: 'closing' as const }))
    expect(decidedLetters(letters, [policy])).toEqual(written)
  }
})

test('where it is not known yet which policy serves, the letters of all are decided', () => {
  const letters = [
    { key: 'delivery.delay', category: 'delivery' },
    { key: 'order.cancelled', category: 'order' },
    { key: 'order.invoice', category: 'order' },
  ] as const
  expect(decidedLetters(letters, shippedPolicies)).toEqual(['delivery.delay', 'order.cancelled'])
})
