import { hand } from '../../server/platform/mail/hand.ts'
import { headersOf, openSmtpPeer } from '../setup/smtp-peer.ts'

/** The headers that the desk means to write. */
const intended = new Set(
  ['from', 'to', 'reply-to', 'subject', 'message-id', 'in-reply-to', 'references', 'date', 'mime-version'].concat([
    'content-type',
    'content-transfer-encoding',
  ]),
)

/**
 * Hands over a letter for each string, with it and its neighbours in the fields that somebody else's words can get into,
 * and looks at what a mail server heard (ENGINEERING M5): one mail each, to whom it was meant, with the headers meant.
 */
export async function faultsOfLettersWith(strings: readonly string[]): Promise<string[]> {
  const peer = await openSmtpPeer()
  const server = { host: '127.0.0.1', port: peer.port, security: 'none' as const, user: '', password: '' }
  const at = (place: number) => strings[place % strings.length] ?? ''
  const waiting = strings.keys()
  const faults: string[] = []
  const lane = async () => {
    for (const place of waiting) {
      const outcome = await hand(server, {
        ...{ from: { name: at(place), address: 'desk@kitto.test' }, to: ['anna@buyer.test'], text: at(place + 2) },
        ...{ subject: at(place + 1), messageId: `m${place}@kitto.test`, replyTo: 'desk+1@kitto.test' },
        ...{ inReplyTo: at(place + 3), references: [at(place + 4), 'first@buyer.test'], automatic: false },
        attachments: [{ filename: at(place + 5), contentType: 'text/plain', content: Buffer.from('x') }],
        date: new Date(0),
      })
      if (outcome.status !== 'taken') faults.push(`${JSON.stringify(at(place))}: ${outcome.status}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  await peer.close()
  if (peer.taken.length !== strings.length) faults.push(`${peer.taken.length} mails instead of ${strings.length}`)
  for (const { to, raw } of peer.taken) {
    const lines = headersOf(raw)
    const names = lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    const odd = names.filter((name, place) => !intended.has(name) || names.indexOf(name) !== place)
    if (odd.length > 0 || to.join() !== 'anna@buyer.test') faults.push(`to ${to}, with ${odd}: ${lines.join(' | ')}`)
  }
  return faults
}
