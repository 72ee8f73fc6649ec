import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './auth.ts'
import { keyFor, seal, sign, unseal } from './secrets.ts'

const key = keyFor('a secret that only tests know, 32+', 'a purpose')

test('what is sealed is read back with the same key for the same row, and never when a bit of it was changed', () => {
  const sealed = seal(key, '密码 of a mailbox', 'row 1')
  expect(unseal(key, sealed, 'row 1')).toBe('密码 of a mailbox')
  expect(() => unseal(key, sealed, 'row 2')).toThrow()
  expect(() => unseal(keyFor('a secret that only tests know, 32+', 'another'), sealed, 'row 1')).toThrow()
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => unseal(key, changed, 'row 1')).toThrow()
  }
})

test('the same text is sealed differently each time, and says nothing of itself', () => {
  const [one, other] = [seal(key, 'a password', 'row 1'), seal(key, 'a password', 'row 1')]
  expect(one.equals(other)).toBe(false)
  expect(one.toString('latin1')).not.toContain('password')
})

test('signed parts cannot run into one another', () => {
  expect(sign(key, ['ab', 'c']).equals(sign(key, ['a', 'bc']))).toBe(false)
  expect(sign(key, ['ab', 'c'])).toHaveLength(32)
})

test('a password is kept as argon2id with 19 MiB and two passes, each with its own salt', async () => {
  const [one, other] = await Promise.all([hashPassword('four quiet grey geese'), hashPassword('four quiet grey geese')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
  expect(await passwordMatches(one, 'four quiet grey geese')).toBe(true)
  expect(await passwordMatches(one, 'four quiet grey geese ')).toBe(false)
  expect(await passwordMatches(null, 'four quiet grey geese')).toBe(false)
})
