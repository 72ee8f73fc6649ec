import { sql } from 'kysely'
import type pg from 'pg'
import type { Context } from './context.ts'
import { type Databases, tablesOf } from './db.ts'
import type { Logger } from './log.ts'

/** What changed, by id; the browser fetches the rest, under its own permissions. */
export interface Announcement {
  readonly topic: string
  readonly id: string
  /** A few words a topic needs besides the id (who is typing …); never text of buyers. */
  readonly about?: Readonly<Record<string, string>>
}

interface Notice extends Announcement {
  readonly workspaceId: string
}

const channel = 'amends_live'

/** Tells every open browser of the workspace, on any node, once the transaction commits. */
export async function announce(context: Context, announcement: Announcement): Promise<void> {
  const notice: Notice = { workspaceId: context.workspaceId, ...announcement }
  await sql`select pg_notify(${channel}, ${JSON.stringify(notice)})`.execute(tablesOf<Record<never, never>>(context.db))
}

type Hear = (announcement: Announcement) => void

/** The ear of one API process: hears all nodes, passes on to the browsers that are connected here. */
export class LiveHub {
  readonly #databases: Databases
  readonly #log: Logger
  readonly #hearers = new Map<string, Set<Hear>>()
  #client: pg.Client | undefined
  #closed = false

  constructor(databases: Databases, log: Logger) {
    this.#databases = databases
    this.#log = log
  }

  /** Listens, and listens again with growing patience whenever the connection breaks. */
  async open(): Promise<void> {
    await this.#listen()
  }

  /** Hears one workspace until the returned function is called. */
  subscribe(workspaceId: string, hear: Hear): () => void {
    const hearers = this.#hearers.get(workspaceId) ?? new Set()
    this.#hearers.set(workspaceId, hearers.add(hear))
    return () => {
      hearers.delete(hear)
      if (hearers.size === 0) this.#hearers.delete(workspaceId)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#hearers.clear()
    await this.#client?.end()
  }

  async #listen(waitMs = 250): Promise<void> {
    try {
      const client = await this.#databases.listener()
      this.#client = client
      client.on('notification', (message) => this.#pass(message.payload ?? ''))
      client.on('error', (error) => this.#log.warn({ err: error }, 'the live connection broke'))
      client.on('end', () => this.#again(waitMs))
      await client.query(`listen ${channel}`)
      this.#tellAll({ topic: 'resync', id: '' })
    } catch (error) {
      this.#log.warn({ err: error }, 'the live connection could not be made')
      this.#again(waitMs)
    }
  }

  #again(waitMs: number): void {
    if (this.#closed) return
    setTimeout(() => void this.#listen(Math.min(waitMs * 2, 10_000)), waitMs).unref()
  }

  #pass(payload: string): void {
    const { workspaceId, ...announcement } = JSON.parse(payload) as Notice
    for (const hear of this.#hearers.get(workspaceId) ?? []) hear(announcement)
  }

  /** After a gap nobody knows what was missed: every browser fetches what it shows. */
  #tellAll(announcement: Announcement): void {
    for (const hearers of this.#hearers.values()) for (const hear of hearers) hear(announcement)
  }
}
