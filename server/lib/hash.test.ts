import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf } from './hash.ts'

test('is the same for the same text, and a safe whole number', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(hashOf(text)).toBe(hashOf(`${text}`))
      expect(Number.isSafeInteger(hashOf(text)) && hashOf(text) >= 0).toBe(true)
    }),
  )
})

test('of 300,000 texts that differ in a digit none has the hash of another, and every bit is used', () => {
  const hashes = new Set<number>()
  let bits = 0n
  for (let at = 0; at < 300_000; at += 1) {
    const hash = hashOf(`305-${at}-1`)
    hashes.add(hash)
    bits |= BigInt(hash)
  }
  expect(hashes.size).toBe(300_000)
  expect(bits).toBe((1n << 53n) - 1n)
})
