import pg from 'pg'
import { Listening } from './db.listening.ts'
import { PrimaryClient } from './db.primary.ts'
import { connectionOf, type ServingAddress } from './db.ts'
import type { Logger } from './log.ts'

/** How long the queue waits for a connection before it gives up that look; the next one is seconds later. */
const patienceMs = 10_000

/** The connections of pg-boss (its IDatabase): its own would know one host only and not follow a promotion. */
export class QueueConnections {
  readonly #pool: pg.Pool
  readonly #connection: pg.ClientConfig
  readonly #log: Logger

  constructor(address: ServingAddress, log: Logger) {
    this.#log = log
    this.#connection = { ...connectionOf(address), application_name: 'amends-jobs' }
    this.#pool = new pg.Pool({
      ...this.#connection,
      Client: PrimaryClient,
      max: 6,
      connectionTimeoutMillis: patienceMs,
    })
    // What breaks while it is idle is replaced at the next use; what breaks at work fails the statement that runs.
    this.#pool.on('error', () => undefined)
    this.#pool.on('connect', (client) => client.on('error', () => undefined))
  }

  executeSql(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    return this.#pool.query(text, values)
  }

  async listen(channel: string, hear: (payload: string) => void, opened: () => void): Promise<Listening> {
    const connect = async () => {
      const client = new PrimaryClient(this.#connection)
      client.on('error', () => undefined)
      return client.connect()
    }
    const listening = new Listening(channel, connect, { hear, opened }, this.#log)
    await listening.open()
    return listening
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}
