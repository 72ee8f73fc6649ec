import { createTransport } from 'nodemailer'
import { type MailServer, smtpConnection } from './server.ts'
import { Standing } from './standing.ts'

/** How far a letter's way out goes with a server. */
export interface Patience {
  /** Milliseconds that a server may take for an answer. */
  readonly answerMs: number
}

const open = (server: MailServer, { answerMs }: Patience) =>
  createTransport({
    pool: true,
    maxConnections,
    // Whether and when a letter is tried again is decided where it is also written down.
    maxRequeues: 0,
    idleTimeout: idleMs,
    ...smtpConnection(server),
    connectionTimeout: answerMs / 3,
    greetingTimeout: answerMs / 3,
    socketTimeout: answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })

/** A mail server as this process knows it. */
export interface KnownServer {
  readonly transport: ReturnType<typeof open>
  readonly standing: Standing
}

/** At the same time to one mailbox from one process; Microsoft 365 takes three of an account, Gmail ten. */
const maxConnections = 3
/** A burst is over by then, and few servers hang up on their own sooner. */
const idleMs = 10_000
/** Mailboxes whose connections are kept for their next letter; those not used for longest are let go. */
const most = 200

/**
 * The ways to the mail servers of a process. A connection costs three to ten round trips and a sign-in before the first
 * letter: it is kept for the next ones, for some seconds.
 */
export class MailTransports {
  readonly #patience: Patience
  readonly #byServer = new Map<string, KnownServer>()

  constructor(patience: Patience) {
    this.#patience = patience
  }

  /** The server with these credentials, at this address. */
  to(server: MailServer): KnownServer {
    const { host, port, servername, security, user, password, certificate } = server
    const key = JSON.stringify([host, port, servername, security, user, password, certificate])
    const known = this.#byServer.get(key) ?? { transport: open(server, this.#patience), standing: new Standing() }
    this.#byServer.delete(key)
    this.#byServer.set(key, known)
    const [oldest] = this.#byServer
    if (oldest && this.#byServer.size > most) {
      this.#byServer.delete(oldest[0])
      oldest[1].transport.close()
    }
    return known
  }

  /** Ends the connections that rest; one in the middle of a letter finishes it. */
  close(): void {
    for (const { transport } of this.#byServer.values()) transport.close()
    this.#byServer.clear()
  }
}
