import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Logger } from './log.ts'

const firstWaitMs = 250
const longestWaitMs = 4_000
/** A connection that broke without a word (a host that lost its power) is noticed after a beat and this patience. */
const beatMs = 10_000
const beatPatienceMs = 5_000

/** What somebody who listens is told. */
export interface Listener {
  /** A notice. */
  readonly hear: (payload: string) => void
  /** It listens from now on: what was said before, or since the connection broke, was missed. */
  readonly opened: () => void
}

/** Hears a channel of NOTIFY over a connection of its own, which is made again whenever it breaks, until it is closed. */
export class Listening {
  readonly #channel: string
  readonly #connect: () => Promise<pg.Client>
  readonly #listener: Listener
  readonly #log: Logger
  readonly #closing = new AbortController()
  #client: pg.Client | undefined
  #kept: Promise<void> = Promise.resolve()

  /** `connect` opens a connection that nobody else uses and whose errors do no harm. */
  constructor(channel: string, connect: () => Promise<pg.Client>, listener: Listener, log: Logger) {
    this.#channel = channel
    this.#connect = connect
    this.#listener = listener
    this.#log = log
  }

  /** Resolves after the first try, whether it listens by then or not. */
  async open(): Promise<void> {
    const tried = Promise.withResolvers<void>()
    this.#kept = this.#keep(tried.resolve)
    await tried.promise
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#client?.end().catch(() => undefined)
    await this.#kept
  }

  async #keep(tried: () => void): Promise<void> {
    const { signal } = this.#closing
    for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        const client = await this.#connect()
        this.#client = client
        const ended = new Promise<never>((_, fail) => client.once('end', () => fail(new Error('the connection ended'))))
        ended.catch(() => undefined)
        client.on('notification', ({ payload = '' }) => this.#listener.hear(payload))
        await client.query(`listen ${client.escapeIdentifier(this.#channel)}`)
        waitMs = firstWaitMs
        this.#listener.opened()
        tried()
        await this.#untilSilent(client, ended)
      } catch (error) {
        if (!signal.aborted) this.#log.warn({ err: error, channel: this.#channel }, 'nothing is heard for a moment')
      }
      tried()
      void this.#client?.end().catch(() => undefined)
      await pause(waitMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  /** Rejects when the connection has ended or does not answer any more. */
  async #untilSilent(client: pg.Client, ended: Promise<never>): Promise<void> {
    const { signal } = this.#closing
    for (;;) {
      await Promise.race([ended, pause(beatMs, undefined, { signal, ref: false })])
      const silent = pause(beatPatienceMs, undefined, { signal, ref: false }).then(() => {
        throw new Error('the connection does not answer any more')
      })
      await Promise.race([client.query('select 1'), silent])
    }
  }
}
