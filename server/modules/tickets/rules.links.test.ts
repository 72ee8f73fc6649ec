import { expect, test } from 'vitest'
import { isReachable, takeApart, writeSecret } from './rules.links.ts'

test.each([
  ['https://desk.example', true],
  ['http://192.168.1.20:4400', true],
  ['http://localhost:4400', false],
  ['http://desk.localhost', false],
  ['http://127.0.0.1:4400', false],
  ['http://0.0.0.0:4400', false],
  ['http://[::1]:4400', false],
  ['nonsense', false],
])('%s can be followed from outside: %s', (origin, reachable) => expect(isReachable(origin)).toBe(reachable))

const to = { workspaceId: '018f3c1e-7a00-7000-8000-000000000001', ticketId: '018f3c1e-7a00-7000-8000-0000000000aa' }

test('a secret names its workspace and ticket', () => {
  const secret = writeSecret(to, Buffer.alloc(16, 7))
  expect(secret).toHaveLength(64)
  expect(takeApart(secret)).toEqual({ ...to, signature: Buffer.alloc(16, 7) })
})

test.each([
  '',
  'short',
  'a'.repeat(63),
  'a'.repeat(65),
  `${'a'.repeat(63)}=`,
  `${'a'.repeat(63)}+`,
  `${'a'.repeat(63)}\n`,
])('%j has not the form of a secret', (secret) => expect(takeApart(secret)).toBeUndefined())
