import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { Notices } from './db.notices.ts'
import { inTurn } from './db.pipeline.ts'
import { PrimaryClient } from './db.primary.ts'
import { type NewSpan, type Tracing, traced } from './tracing.ts'

declare const opaque: unique symbol

/** A connection inside one workspace, or an open transaction of it. It shows no tables until a store asks for its own. */
export interface Database {
  readonly [opaque]: 'database'
}

/** The tables of one module, as its store names them. */
export function tablesOf<Tables>(db: Database): Kysely<Tables> {
  return db as unknown as Kysely<Tables>
}

/** Every connection of this process to PostgreSQL. */
export interface Databases {
  /** The database as seen from inside one workspace; row-level security hides all else. */
  within(workspaceId: string): Database
  /** The database outside any workspace: sees no protected row; for the directory functions of a migration only. */
  readonly outside: Database
  /** A connection of its own for LISTEN; the caller ends it. */
  listener(): Promise<pg.Client>
  /** Tells whoever listens to a channel, within milliseconds; what a process says just before it is killed may go unheard. */
  notify(channel: string, payload: string): void
  /** How many connections are at work and idle, and how much work waits for one. */
  connections(): { readonly working: number; readonly idle: number; readonly waiting: number }
  close(): Promise<void>
}

/** Where and how the serving role connects; `url` may name several hosts (see PrimaryClient). `options` carries `-c role=amends_app` for a login that is not that role itself. */
export interface ServingAddress {
  readonly url: string
  readonly options?: string
}

/** What a client of the serving role is told. */
export const connectionOf = ({ url, options }: ServingAddress): pg.ClientConfig => ({
  connectionString: url,
  keepAlive: true,
  ...(options ? { options } : {}),
})

/**
 * Opens the pool of the serving role. `size` is the most connections held at once; with `tracing` each statement of a
 * traced piece of work is a part of it, by its text, in which values are only numbered.
 */
export function openDatabases(address: ServingAddress, size = 20, tracing?: Tracing): Databases {
  const connection = connectionOf(address)
  const pool = new pg.Pool({
    ...connection,
    Client: PrimaryClient,
    max: size,
    min: Math.min(size, keptConnections),
    idleTimeoutMillis: idleMs,
    application_name: 'amends',
    // Statements that nobody waits for in between go out one behind the other (see `transact`).
    pipeline: true,
  })
  // An idle connection that breaks (the server restarts) is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // The pool itself listens only while a connection is idle. One that breaks at work fails the statement that runs; it
  // must not end the process besides.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const known = new Map<string, Database>()
  const within = (workspaceId: string): Database => {
    const found = known.get(workspaceId)
    if (found) return found
    const database = new Kysely({ dialect: new PostgresDialect({ pool: poolWithin(pool, workspaceId, tracing) }) })
    known.set(workspaceId, database as unknown as Database)
    return database as unknown as Database
  }
  const notices = new Notices(pool)
  return {
    within,
    outside: within(''),
    notify: (channel, payload) => notices.tell(channel, payload),
    connections: () => ({
      working: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    async listener() {
      const client = new PrimaryClient({ ...connection, application_name: 'amends-listen' })
      // Whoever listens notices the end; without any listener an error would end the process.
      client.on('error', () => undefined)
      await client.connect()
      return client
    },
    async close() {
      await notices.told()
      await pool.end()
    },
  }
}

/** Opening a connection and planning its statements anew costs more than any request: so many stay, the others for a while. */
const keptConnections = 4
const idleMs = 60_000

const entered = new WeakMap<pg.PoolClient, string>()
const named = new WeakMap<pg.PoolClient, PostgresPoolClient>()

/** A view of the pool whose connections have entered one workspace before any statement runs. */
function poolWithin(pool: pg.Pool, workspaceId: string, tracing: Tracing | undefined): PostgresPool {
  return {
    options: {},
    async connect() {
      const client = await pool.connect()
      if (entered.get(client) !== workspaceId) {
        try {
          await client.query(enterWorkspace, [workspaceId])
        } catch (error) {
          client.release(true)
          throw error
        }
        entered.set(client, workspaceId)
      }
      const wrapped = named.get(client) ?? withNamedStatements(client, tracing)
      named.set(client, wrapped)
      return wrapped
    },
    end: async () => undefined,
  }
}

const enterWorkspace = `select set_config('amends.workspace', $1, false)`

/** Names each parameterised statement by its hash, so that PostgreSQL parses and plans it once per connection (measured: × 1.5). */
function withNamedStatements(client: pg.PoolClient, tracing: Tracing | undefined): PostgresPoolClient {
  const send = inTurn(client, (text, values) =>
    values.length === 0 ? client.query(text) : client.query({ name: nameOf(text), text, values: [...values] }),
  )
  const query = tracing
    ? (text: string, values: readonly unknown[]) =>
        tracing.traceparent() ? traced(tracing, statementOf(text), () => send(text, values)) : send(text, values)
    : send
  return { query, release: () => client.release() } as unknown as PostgresPoolClient
}

const statementOf = (text: string): NewSpan => {
  const [operation = 'statement'] = text.trimStart().split(/\s/, 1)
  return {
    name: operation.toLowerCase(),
    kind: 'client',
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text },
  }
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  const found = names.get(text)
  if (found) return found
  const name = createHash('sha1').update(text).digest('base64url')
  if (names.size < 2_000) names.set(text, name)
  return name
}

// Counts and sums come back as numbers: no figure of a desk passes 2^53, and money is checked on the way in.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const plainMoment = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/
const parseMoment: (text: string) => unknown = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)
// A list of tickets holds hundreds of moments. In UTC PostgreSQL writes them as ISO 8601 has them but for two characters;
// anything else (infinity, other zones, years before Christ) goes to the parser that knows all of it.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => {
  if (!plainMoment.test(text)) return parseMoment(text)
  const milliseconds = Math.min(text.length - '+00'.length, '2026-11-22 00:00:00.000'.length)
  return new Date(`${text.slice(0, 10)}T${text.slice(11, milliseconds)}Z`)
})
