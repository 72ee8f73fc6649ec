import { createCipheriv } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './auth.ts'
import { isSealedByNewest, isSigned, keysFor, seal, sign, unseal } from './secrets.ts'

const house = { secret: 'a secret that only tests know, 32+', oldSecret: null }
const keys = keysFor(house, 'a purpose')
const [key] = keys

test('what is sealed is read back with the same key for the same row, and never when a bit of it was changed', () => {
  const sealed = seal(keys, '密码 of a mailbox', 'row 1')
  expect(unseal(keys, sealed, 'row 1')).toBe('密码 of a mailbox')
  expect(() => unseal(keys, sealed, 'row 2')).toThrow()
  expect(() => unseal(keysFor(house, 'another'), sealed, 'row 1')).toThrow()
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => unseal(keys, changed, 'row 1')).toThrow()
  }
})

test('the same text is sealed differently each time, and says nothing of itself', () => {
  const [one, other] = [seal(keys, 'a password', 'row 1'), seal(keys, 'a password', 'row 1')]
  expect(one.equals(other)).toBe(false)
  expect(one.toString('latin1')).not.toContain('password')
})

describe('a new secret', () => {
  const moved = { secret: 'the secret that takes its place, 32+', oldSecret: house.secret }
  const [both, after] = [keysFor(moved, 'a purpose'), keysFor({ ...moved, oldSecret: null }, 'a purpose')]

  test('opens what the old one sealed while that is named, and seals by itself', () => {
    const before = seal(keys, 'a password', 'row 1')
    expect([unseal(both, before, 'row 1'), isSealedByNewest(both, before)]).toEqual(['a password', false])
    expect(() => unseal(after, before, 'row 1')).toThrow()
    const anew = seal(both, 'a password', 'row 1')
    expect([unseal(after, anew, 'row 1'), isSealedByNewest(after, anew)]).toEqual(['a password', true])
    expect(() => unseal(keys, anew, 'row 1')).toThrow()
  })

  test('goes on with what was signed by the old one, until it is not named any more', () => {
    const signature = sign(key, ['ab', 'c'], 16)
    expect([keys, both, after].map((each) => isSigned(each, signature, ['ab', 'c'], 16))).toEqual([true, true, false])
    expect(isSigned(both, signature, ['ab', 'd'], 16)).toBe(false)
    expect(isSigned(both, signature.subarray(0, 12), ['ab', 'c'], 16)).toBe(false)
  })

  test('reads the form without a version that came before it', () => {
    const nonce = Buffer.alloc(12, 1)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('row 1'))
    const sealed = Buffer.concat([nonce, cipher.update('a password', 'utf8'), cipher.final(), cipher.getAuthTag()])
    expect([unseal(keys, sealed, 'row 1'), unseal(both, sealed, 'row 1')]).toEqual(['a password', 'a password'])
    expect(isSealedByNewest(keys, sealed)).toBe(false)
    expect(() => unseal(keys, sealed, 'row 2')).toThrow()
  })
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
