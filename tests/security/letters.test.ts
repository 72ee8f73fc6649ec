import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReplyToken, replyToken } from '../../server/modules/channels/service.tokens.ts'
import { openWorld, type World } from '../world.ts'
import { faultsOfLettersWith } from './evil-letters.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Ends of a line, real, encoded and merely looking so, each before what would begin another header or mail: 220 strings. */
const evils = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0\r\n',
    '\u0085',
    '\u2028',
    '\u2029',
    '\v',
    '\f',
    '\r\n ',
    '\r\n\t',
    '\r\r\n',
    '\n\r',
    '\r\0\n',
  ],
  ...['%0d%0a', '=0D=0A', '\\r\\n', '&#13;&#10;', '=?utf-8?Q?=0D=0A?=', '=?utf-8?B?DQo=?=', '\u560d\u560a', '"\r\n'],
].flatMap((end) => {
  const bcc = `Bcc: victim@elsewhere.test`
  return [
    ...[`Lamp${end}${bcc}`, `${end}${bcc}`, `Lamp${end}${end}${bcc}`, `Lamp${end}Cc: victim@elsewhere.test`],
    ...[`Lamp${end}To: victim@elsewhere.test`, `Lamp${end}Reply-To: victim@elsewhere.test`, `a@b.test>${end}${bcc}`],
    ...[`Lamp${end}Content-Type: text/html${end}${end}<script>`, `Lamp${end}X-Evil: 1`],
    `Lamp${end}.${end}MAIL FROM:<evil@elsewhere.test>${end}RCPT TO:<victim@elsewhere.test>${end}DATA${end}`,
  ]
})

test(`none of ${evils.length} strings begins another header, recipient or mail, in any field of a letter (M5; class: RT CVE-2012-4730, CVE-2013-3373, CVE-2011-4458, CVE-2023-41259)`, async () => {
  expect(await faultsOfLettersWith(evils)).toEqual([])
})

test('a reply token is worth nothing changed, guessed, to another recipient, ticket, workspace or installation (M6; class: FreeScout CVE-2026-47123)', async () => {
  const context = world.context()
  const [ticket, other] = [context.newId(), context.newId()]
  const token = replyToken(context, ticket, 'anna@buyer.test')
  const elsewhere = (secret: string) => ({
    ...context,
    services: { ...context.services, config: { ...context.services.config, secret } },
  })
  expect(readReplyToken(context, token, 'ANNA@buyer.test')).toBe(ticket)
  const swapped = replyToken(context, other, 'anna@buyer.test').slice(0, 27) + token.slice(27)
  const changed = [...token].map(
    (letter, at) => `${token.slice(0, at)}${letter === 'a' ? 'b' : 'a'}${token.slice(at + 1)}`,
  )
  const cut = [token.slice(0, -1), `${token}a`, `c${token.slice(1)}`, '', token.slice(0, 27)]
  // A thousand in all: what a guesser, a holder of other tokens or another installation could write.
  const guessed = Array.from({ length: 1_000 - changed.length - cut.length - 1 }, (_, seed) => {
    if (seed % 2) return replyToken(elsewhere(`guess ${seed}`), ticket, 'anna@buyer.test')
    const mac = createHash('sha256').update(`guess ${seed}`).digest('hex').slice(0, 24)
    return `a${(seed % 4 ? ticket : other).replaceAll('-', '')}${mac}`
  })
  const forged = [swapped, ...changed, ...cut, ...guessed].filter((text) => text !== token)
  expect(forged.length).toBeGreaterThanOrEqual(999)
  expect(forged.filter((text) => readReplyToken(context, text, 'anna@buyer.test'))).toEqual([])
  expect(readReplyToken(context, token, 'eve@evil.test')).toBeUndefined()
  expect(readReplyToken(elsewhere('the secret of another installation'), token, 'anna@buyer.test')).toBeUndefined()
  expect(readReplyToken({ ...context, workspaceId: other }, token, 'anna@buyer.test')).toBeUndefined()
})
