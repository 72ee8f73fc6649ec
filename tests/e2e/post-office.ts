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

/** What a buyer writes. */
export interface BuyersMail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly references?: string[]
  readonly attachments?: { filename: string; content: Buffer }[]
}

/** Buyers somewhere outside: how their mail leaves them, and how a letter reaches them. */
export interface Buyers {
  /** Where a letter to them is read. */
  readonly where: string
  /** Hands a mail to the server that is to bring it to the desk; resolves with its Message-ID. */
  write(mail: BuyersMail): Promise<string>
  /** The first letter that a person at the desk wrote to this address, as soon as it is there. */
  letterTo(address: string): Promise<DeliveredMail>
}

/** The world outside the desk: a server that takes every letter, and hands in what buyers write. */
export interface PostOffice {
  readonly port: number
  readonly delivered: readonly DeliveredMail[]
  /** Addresses for which it takes no letter. */
  readonly unknown: Set<string>
  /** The first letter that fits, as soon as it is there. */
  until(fits: (mail: DeliveredMail) => boolean, patienceMs?: number): Promise<DeliveredMail>
  close(): Promise<void>
}

/** Opens the sink on a free port of this machine. */
export async function openPostOffice(): Promise<PostOffice> {
  const delivered: DeliveredMail[] = []
  const unknown = new Set<string>()
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      done(unknown.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        delivered.push(await deliveredMail(Buffer.concat(chunks), to))
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
    unknown,
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

/** A mail that has reached its readers now; whoever has no envelope knows them from its head. */
export async function deliveredMail(bytes: Buffer, envelopeTo?: readonly string[]): Promise<DeliveredMail> {
  const at = performance.now()
  const mail = await PostalMime.parse(bytes)
  const to = envelopeTo ?? mail.to?.flatMap(({ address }) => address ?? []) ?? []
  const header = (name: string) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value
  return { to, mail, raw: bytes.toString('utf8'), at, header }
}

/** A letter to this address that a person wrote: no machine's answer. */
export const isLetterTo = (address: string, { to, header }: DeliveredMail): boolean =>
  to.includes(address) && !header('auto-submitted')

/** What a buyer's mail program hands to a mail server. */
export async function sendAsBuyer(port: number, mail: BuyersMail): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    const sent = await transport.sendMail(mail)
    return sent.messageId
  } finally {
    transport.close()
  }
}
