import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

/** A mail that a server hands over, one call for each of its recipients. */
export interface HandedOver {
  readonly raw: Buffer
  readonly from: string
  readonly to: string
}

/** What the desk says to a mail server. */
export interface Doorkeeper {
  /** Whether an address is ours; a rejection of the promise means "try again later". */
  knows(address: string): Promise<boolean>
  /** Keeps the mail for good. Only when this resolves is the mail taken. */
  keep(mail: HandedOver): Promise<void>
  warn(error: unknown): void
}

interface Options {
  readonly protocol: 'smtp' | 'lmtp'
  readonly host: string
  readonly port: number
  /** Bytes of one mail. */
  readonly limit: number
}

class Answer extends Error {
  readonly responseCode: number
  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

const later = () => new Answer(451, '4.3.0 The mail could not be kept right now; try again later')

/** Takes mail by SMTP or LMTP: no relaying, no mail acknowledged that is not on disk and in the database. */
export async function openReceiver(
  options: Options,
  doorkeeper: Doorkeeper,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    lmtp: options.protocol === 'lmtp',
    name: 'amends',
    banner: 'Amends',
    size: options.limit,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: 200,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo: (address, _session, done) => {
      doorkeeper.knows(address.address).then(
        (known) => done(known ? null : new Answer(550, '5.1.1 There is no such mailbox here')),
        (error: unknown) => {
          doorkeeper.warn(error)
          done(later())
        },
      )
    },
    onData: (stream, session, done) => {
      takeIn(stream, session, options, doorkeeper).then(
        (answers) =>
          options.protocol === 'lmtp'
            ? (done as (error: null, answers: (string | Error)[]) => void)(null, answers)
            : done(answers.find((answer) => answer instanceof Error) ?? null, '2.6.0 Taken'),
        (error: unknown) => {
          doorkeeper.warn(error)
          done(later())
        },
      )
    },
  })
  server.on('error', (error) => doorkeeper.warn(error))
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(options.port, options.host, () => {
      server.removeListener('error', fail)
      done()
    })
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

async function takeIn(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  options: Options,
  doorkeeper: Doorkeeper,
): Promise<(string | Error)[]> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    // The rest is still read, so that the sender hears the answer, but no longer held.
    if (size <= options.limit) chunks.push(chunk)
  }
  if (stream.sizeExceeded || size > options.limit)
    return session.envelope.rcptTo.map(() => new Answer(552, `5.3.4 The mail is larger than ${options.limit} bytes`))
  const raw = Buffer.concat(chunks)
  const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
  return Promise.all(
    session.envelope.rcptTo.map((recipient: SMTPServerAddress) =>
      keepFor(recipient.address, { raw, from }, doorkeeper),
    ),
  )
}

/** By SMTP one mail has one answer: when one recipient's copy fails the whole is sent again, and the others' is then known. */
async function keepFor(
  to: string,
  mail: { raw: Buffer; from: string },
  doorkeeper: Doorkeeper,
): Promise<string | Error> {
  try {
    await doorkeeper.keep({ ...mail, to })
    return '2.6.0 Taken'
  } catch (error) {
    doorkeeper.warn(error)
    return later()
  }
}
