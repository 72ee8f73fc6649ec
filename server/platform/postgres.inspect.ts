import { CannotStart } from './cannot-start.ts'
import { addressesOf, hostsOf } from './db.addresses.ts'
import { PrimaryClient } from './db.primary.ts'
import { reasonOf } from './folder.ts'

/** The oldest PostgreSQL whose features the schema uses. */
const OLDEST_MAJOR = 15

/** What a database server says about itself. */
export interface Inspection {
  /** '18.4' */
  readonly version: string
  readonly now: Date
  /** false when a commit may be lost in a crash */
  readonly durable: boolean
  /** the login may not be bound by row-level security, which migrations rely on only for the serving role */
  readonly superuser: boolean
  /** the last migration taken: '0012_surveys.sql'; null on an empty database */
  readonly schema: string | null
  /** bytes */
  readonly size: number
}

/**
 * Asks a server who it is. One connection, no change.
 * @throws CannotStart with the mend when it does not answer, refuses the login, or is older than PostgreSQL 15
 */
export async function inspectDatabase(url: string): Promise<Inspection> {
  const client = new PrimaryClient({
    connectionString: url,
    application_name: 'amends-inspect',
    connectionTimeoutMillis: 5_000,
  })
  try {
    await client.connect()
    const { rows } = await client.query<Omit<Inspection, 'schema'> & { number: number; ledger: boolean }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
         clock_timestamp() as now, current_setting('is_superuser') = 'on' as superuser,
         current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable,
         to_regclass('schema_migrations') is not null as ledger, pg_database_size(current_database())::int8 as size`,
    )
    const [found] = rows
    if (found === undefined) throw new Error('no answer')
    if (found.number < OLDEST_MAJOR * 10_000)
      throw new CannotStart(
        `The database server is PostgreSQL ${found.version}; Amends needs ${OLDEST_MAJOR} or newer.`,
        'Name a newer server in DATABASE_URL, or unset it to use the built-in one.',
      )
    const last = found.ledger
      ? await client.query<{ file: string }>('select file from schema_migrations order by number desc limit 1')
      : { rows: [] }
    const { version, now, durable, superuser, size } = found
    return { version, now, durable, superuser, size: Number(size), schema: last.rows[0]?.file ?? null }
  } catch (error) {
    throw error instanceof CannotStart ? error : unreachable(url, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The words for each way in which a server can fail to let us in; the password is never repeated. */
function unreachable(url: string, error: unknown): CannotStart {
  const [first = url] = addressesOf(url)
  const { pathname, username } = new URL(first)
  const reason = reasonOf(error)
  const mends: Record<string, string> = {
    ECONNREFUSED: 'See that PostgreSQL runs there and listens on that port.',
    ENOTFOUND: 'Correct the host name in DATABASE_URL.',
    NO_PRIMARY: 'See that one of them runs as the primary; a standby takes changes once it is promoted.',
    '28P01': `Correct the password of "${username}" in DATABASE_URL.`,
    '28000': `Let "${username}" log in from this machine (pg_hba.conf), or correct the name in DATABASE_URL.`,
    '3D000': `Make the database once: create database ${pathname.slice(1)} owner ${username};`,
  }
  return new CannotStart(
    `The database at ${hostsOf(url)} does not let us in (${error instanceof Error && error.message !== '' ? error.message : reason}).`,
    mends[reason] ?? 'Check DATABASE_URL, the network between, and the log of that server.',
    { cause: error },
  )
}
