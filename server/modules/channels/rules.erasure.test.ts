import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { namesAddress } from './rules.erasure.ts'

const emily = { kind: 'email', address: 'emily.carter@example.com' }
const alias = { kind: 'amazon-alias', address: 'k3xj0@marketplace.amazon.de' }

describe('a raw mail is theirs when it names their address', () => {
  test.each([
    ['From: Emily <emily.carter@example.com>', [emily], true],
    ['From: EMILY.CARTER@EXAMPLE.COM', [emily], true],
    ['Final-Recipient: rfc822;emily.carter@example.com', [emily], true],
    ['From: not-emily.carter@example.com', [emily], false],
    ['From: emily.carter@example.community', [emily], false],
    ['From: emilyXcarter@example.com', [emily], false],
    ['From: k3xj0+51f0a@marketplace.amazon.de', [alias], true],
    ['From: k3xj0@marketplace.amazon.de', [alias], true],
    ['From: k3xj01@marketplace.amazon.de', [alias], false],
    ['From: emily.carter+shop@example.com', [emily], false],
    ['From: emily.carter@example.com', [{ kind: 'phone', address: '+4930123456' }], false],
    ['From: emily.carter@example.com', [], false],
  ])('%s', (raw, addresses, theirs) => {
    expect(namesAddress(addresses)(Buffer.from(raw))).toBe(theirs)
  })

  test('whatever characters an address has, it is found where it stands and nowhere else', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.emailAddress(), (one, other) => {
        fc.pre(!other.toLowerCase().endsWith(one.toLowerCase()))
        const names = namesAddress([{ kind: 'email', address: one.toLowerCase() }])
        expect(names(Buffer.from(`From: <${one}>\r\n`))).toBe(true)
        expect(names(Buffer.from(`From: <${other}>\r\n`))).toBe(false)
      }),
    )
  })
})
