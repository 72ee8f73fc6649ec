import { expect, test } from 'vitest'
import { providerAt, providerOf } from './providers.ts'
import { readServer, writtenServer } from './writtenServer.ts'

test.each([
  ['help@Gmail.com', 'gmail'],
  ['help@163.com ', 'netease'],
  ['help@hotmail.com', 'microsoft'],
  ['help@nordhaus.de', undefined],
  ['', undefined],
])('the provider of %s', (address, provider) => {
  expect(providerOf(address)).toBe(provider)
})

test('a provider is known by either of its servers', () => {
  expect([providerAt('smtp.office365.com'), providerAt('imap.qq.com'), providerAt('mail.nordhaus.de')]).toEqual([
    'microsoft',
    'qq',
    undefined,
  ])
})

test('a server goes into the form and comes out as it was; its password never came', () => {
  const kept = { host: 'imap.example.org', port: 143, security: 'starttls', user: 'desk', certificate: 'PEM' } as const
  expect(readServer(writtenServer(kept, 993))).toEqual(kept)
  expect(writtenServer(kept, 993).password).toBe('')
  expect(readServer({ ...writtenServer(undefined, 465), host: ' smtp.example.org ' })).toEqual({
    host: 'smtp.example.org',
    port: 465,
    security: 'tls',
    user: '',
  })
})
