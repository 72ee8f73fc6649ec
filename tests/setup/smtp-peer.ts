import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail that the peer took. */
export interface TakenMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  /** The connection that it came by. */
  readonly session: string
}

/** A refusal, and when in a session it is given. */
export interface Answer {
  readonly code: number
  readonly at: 'rcpt' | 'data'
  /** The peer is silent until then. */
  readonly after?: Promise<void>
}

/** A mail server of the world outside that can also refuse. */
export interface SmtpPeer {
  readonly port: number
  readonly taken: TakenMail[]
  /** What the next mails are answered, and when; without one a mail is taken. */
  readonly answers: Answer[]
  forget(): void
  close(): Promise<void>
}

export async function openSmtpPeer(): Promise<SmtpPeer> {
  const taken: TakenMail[] = []
  const answers: SmtpPeer['answers'] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(answers[0]?.at === 'rcpt' ? refusal(answers.shift()?.code) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const answer = answers.shift()
        await answer?.after
        const refused = answer ? refusal(answer.code) : null
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
        const to = session.envelope.rcptTo.map(({ address }) => address)
        if (!refused) taken.push({ from, to, raw: Buffer.concat(chunks).toString(), session: session.id })
        done(refused)
      })
    },
  })
  // Whoever hangs up in the middle ends their own session alone.
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    answers,
    forget: () => {
      taken.length = 0
      answers.length = 0
    },
    close: () => new Promise((closed) => server.close(closed)),
  }
}

function refusal(code = 451): Error {
  const said = code >= 500 ? '5.1.1 No such user' : '4.2.0 Try later'
  return Object.assign(new Error(said), { responseCode: code })
}

/** A mail's header lines as they stand on the wire, unfolded. */
export function headersOf(raw: string): string[] {
  return raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
}
