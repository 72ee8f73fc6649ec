import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReplyToken, replyToken } from '../../server/modules/channels/service.tokens.ts'
import { hand } from '../../server/platform/mail/hand.ts'
import { headersOf, openSmtpPeer } from '../setup/smtp-peer.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('no text of anybody’s begins another header of a letter (class: RT CVE-2012-4730, CVE-2013-3373, CVE-2023-41259)', async () => {
  const peer = await openSmtpPeer()
  const server = { host: '127.0.0.1', port: peer.port, security: 'none' as const, user: '', password: '' }
  const breaks = ['\r\n', '\n', '\r', '\u2028', '\r\n\r\n', '\0\r\n', '%0d%0a', '=0D=0A', '\u0085']
  for (const end of breaks) {
    const evil = `Lamp${end}Bcc: victim@elsewhere.test`
    await hand(server, {
      ...{ from: { name: evil, address: 'desk@kitto.test' }, to: ['anna@buyer.test'], subject: evil, text: 'Hello' },
      ...{ messageId: 'm@kitto.test', references: [], automatic: false, date: new Date(0) },
      attachments: [{ filename: `${evil}.txt`, contentType: 'text/plain', content: Buffer.from('x') }],
    })
  }
  await peer.close()
  expect(peer.taken).toHaveLength(breaks.length)
  expect(peer.taken.flatMap(({ to }) => to).filter((to) => to !== 'anna@buyer.test')).toEqual([])
  expect(peer.taken.flatMap(({ raw }) => headersOf(raw)).filter((line) => /^bcc:/i.test(line))).toEqual([])
})

test('a reply token is worth nothing changed, to another recipient, ticket or workspace (class: FreeScout CVE-2026-47123)', async () => {
  const context = world.context()
  const [ticket, other] = [context.newId(), context.newId()]
  const token = replyToken(context, ticket, 'anna@buyer.test')
  expect(readReplyToken(context, token, 'ANNA@buyer.test')).toBe(ticket)
  const swapped = token.slice(0, 1) + other.replaceAll('-', '') + token.slice(33)
  const changed = [...token].map(
    (letter, at) => `${token.slice(0, at)}${letter === '0' ? '1' : '0'}${token.slice(at + 1)}`,
  )
  const cut = [token.slice(0, -1), `${token}0`, `b${token.slice(1)}`, '', token.slice(0, 33)]
  const forged = [swapped, ...changed, ...cut].filter((text) => text !== token)
  expect(forged.filter((text) => readReplyToken(context, text, 'anna@buyer.test'))).toEqual([])
  expect(readReplyToken(context, token, 'eve@evil.test')).toBeUndefined()
  expect(readReplyToken({ ...context, workspaceId: other }, token, 'anna@buyer.test')).toBeUndefined()
})
