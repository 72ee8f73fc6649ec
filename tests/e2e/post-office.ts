import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail that reached the outside world. */
export interface DeliveredMail {
  readonly to: readonly string[]
  readonly mail: Email
  readonly raw: string
  readonly at: number
  header(name: string): string | undefined
}

/** The world outside the desk: a server that takes every letter, and hands in what buyers write. */
export interface PostOffice {
  readonly port: number
  readonly delivered: readonly DeliveredMail[]
  /** The first letter that fits, as soon as it is there. */
  until(fits: (mail: DeliveredMail) => boolean, patienceMs?: number): Promise<DeliveredMail>
  close(): Promise<void>
}

/** Opens the sink on a free port of this machine. */
export async function openPostOffice(): Promise<PostOffice> {
  const delivered: DeliveredMail[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const mail = await PostalMime.parse(raw)
        const header = (name: string) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value
        delivered.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          mail,
          raw,
          at: performance.now(),
          header,
        })
        for (const look of waiting) look()
        done()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const port = (server.server.address() as AddressInfo).port
  return {
    port,
    delivered,
    until: (fits, patienceMs = 30_000) =>
      new Promise((done, fail) => {
        const end = setTimeout(() => {
          waiting.delete(look)
          fail(
            new Error(
              `no such letter in ${patienceMs} ms; delivered: ${delivered.map(({ to, mail }) => `${to}: ${mail.subject}`).join(' | ')}`,
            ),
          )
        }, patienceMs)
        const look = () => {
          const found = delivered.find(fits)
          if (!found) return
          clearTimeout(end)
          waiting.delete(look)
          done(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise((done) => server.close(() => done())),
  }
}

/** What a buyer's mail program hands to a mail server. */
export async function sendAsBuyer(
  port: number,
  mail: {
    from: string
    to: string
    subject: string
    text: string
    html?: string
    messageId?: string
    inReplyTo?: string
    references?: string[]
    attachments?: { filename: string; content: Buffer }[]
  },
): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    const sent = await transport.sendMail(mail)
    return sent.messageId
  } finally {
    transport.close()
  }
}
