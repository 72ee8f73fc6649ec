import { expect, test } from 'vitest'
import { dayOf, momentOfDay, waysFor } from './consents.ts'

const way = (kind: 'email' | 'amazon-alias' | 'phone', reason: 'given' | 'wrong-channel' | 'marketplace-forbids') => ({
  contactId: `${kind} ${reason}`,
  kind,
  allowed: reason === 'given',
  reason,
})

test('each kind of address that may serve stands there once, with why', () => {
  const contacts = [way('email', 'given'), way('email', 'given'), way('phone', 'wrong-channel')]
  expect(waysFor({ contacts: [...contacts, way('amazon-alias', 'marketplace-forbids')] })).toMatchObject([
    { kind: 'email', allowed: true },
    { kind: 'amazon-alias', allowed: false },
  ])
})

test('today is this moment; another day is its noon, wherever the reader is', () => {
  expect(momentOfDay('2026-03-02', '2026-03-02')).toEqual({})
  expect(momentOfDay('', '2026-03-02')).toEqual({})
  const { saidAt = '' } = momentOfDay('2026-02-28', '2026-03-02')
  expect(dayOf(new Date(saidAt))).toBe('2026-02-28')
})
