import { expect, test } from 'vitest'
import { readLink, writeLink } from './links.ts'
import { keysFor } from './secrets.ts'

const house = { secret: 'a secret that only tests know, 32+', oldSecret: null }
const keys = keysFor(house, 'one purpose')
const to = { workspaceId: '018f3c1e-7a00-7000-8000-000000000001', id: '018f3c1e-7a00-7000-8000-0000000000aa' }

test('a link names its workspace and thing, to the purpose that it was made for', () => {
  const secret = writeLink(keys, to)
  expect(secret).toMatch(/^[A-Za-z0-9_-]{64}$/)
  expect(readLink(keys, secret)).toEqual(to)
  expect(readLink(keysFor(house, 'another purpose'), secret)).toBeUndefined()
  expect(
    readLink(keysFor({ ...house, secret: 'the secret of another house, 32 +' }, 'one purpose'), secret),
  ).toBeUndefined()
})

test('no character of it can be another one', () => {
  const secret = writeLink(keys, to)
  for (const at of [...secret].keys()) {
    const altered = secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1)
    expect(readLink(keys, altered)).toBeUndefined()
  }
})

test.each([
  '',
  'short',
  'a'.repeat(63),
  'a'.repeat(65),
  `${'a'.repeat(63)}=`,
  `${'a'.repeat(63)}+`,
  `${'a'.repeat(63)}\n`,
])('%j has not the form of a secret', (secret) => expect(readLink(keys, secret)).toBeUndefined())
