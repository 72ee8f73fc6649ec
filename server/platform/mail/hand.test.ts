import { afterAll, beforeAll, expect, test } from 'vitest'
import { headersOf, openSmtpPeer, type SmtpPeer } from '../../../tests/setup/smtp-peer.ts'
import { type ComposedLetter, hand } from './hand.ts'

let peer: SmtpPeer
beforeAll(async () => {
  peer = await openSmtpPeer()
})
afterAll(() => peer.close())

const letter: ComposedLetter = {
  from: { name: 'Kitto', address: 'desk@kitto.test' },
  to: ['jane@mail.test'],
  subject: '10 % auf Lampen',
  text: 'Guten Tag',
  messageId: 'one@kitto.test',
  references: [],
  attachments: [],
  automatic: false,
  date: new Date('2026-03-02T09:00:00Z'),
}
const sent = async (change: Partial<ComposedLetter>): Promise<string> => {
  peer.forget()
  const server = { host: '127.0.0.1', port: peer.port, security: 'none', user: '', password: '' } as const
  expect(await hand(server, { ...letter, ...change })).toEqual({ status: 'taken' })
  return peer.taken[0]?.raw ?? ''
}

test('a letter to many says on the wire how its reader leaves at one click (RFC 8058), whole and on its own line', async () => {
  const unsubscribe = `https://desk.kitto.test/api/unsubscribes/${'a'.repeat(90)}`
  const headers = headersOf(await sent({ unsubscribe }))
  expect(headers).toContain(`List-Unsubscribe: <${unsubscribe}>`)
  expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(headers).toContain('Precedence: bulk')
})

test('and a letter to one says nothing of the kind, nor does an address begin another header', async () => {
  expect(await sent({})).not.toMatch(/^(list-unsubscribe|precedence)/im)
  const raw = await sent({ unsubscribe: 'https://desk.test/u\r\nBcc: mallory@evil.test' })
  expect(raw).not.toMatch(/^bcc:/im)
})
