import { expect, test } from 'vitest'
import { shippedPolicies } from '../policies/index.ts'
import { decidedBeforehand, decidedLetters, lettersWritten } from './rules.letters.ts'

function policyOf(wanted: string) {
  const found = shippedPolicies.find(({ key }) => key === wanted)
  if (!found) throw new Error(`no policy ${wanted} ships`)
  return found
}

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
  expect(decidedLetters([{ key, category }], policyOf(policy))).toEqual(decided ? [key] : [])
})

test('each letter that a shipped policy writes is decided by it, of whatever group it is', () => {
  for (const policy of shippedPolicies) {
    const written = lettersWritten(policy)
    const letters = written.map((key) => ({ key, category: 'closing' as const }))
    expect(decidedLetters(letters, policy)).toEqual(written)
  }
})

test.each([
  ['return', true],
  ['refund', true],
  ['item', true],
  ['solution', true],
  ['investigation', false],
  ['delivery', false],
  ['order', false],
  ['apology', false],
] as const)('before a return begins, whether a letter of the group %s waits for it: %s', (category, decided) => {
  expect(decidedBeforehand([{ key: 'some.letter', category }])).toEqual(decided ? ['some.letter'] : [])
})
