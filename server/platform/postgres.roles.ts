import pg from 'pg'
import { SUPERUSER } from './postgres.cluster.ts'
import type { Site } from './postgres.place.ts'

export const DATABASE = 'amends'
/** owns database and tables; makes test databases */
export const OWNER = 'amends_owner'
/** serves requests: neither owner nor superuser, bound by row-level security */
export const APP = 'amends_app'

/** Any number will do, as long as it stays the same: the right to run this cluster. */
const LOCK = 732_460_118

/**
 * Connects as superuser. Its name tells others who holds the cluster.
 * @throws the driver's error when nothing (or something else) answers on the port
 */
export async function connectAs(site: Site, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: site.place.passwords.superuser,
    database: 'postgres',
    application_name: `amends, process ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  // The connection ends with the database, by stop() or by a crash that the guard mends: nothing to do here.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (rows[0]?.data_directory !== site.cluster) throw new Error('another cluster answers on this port')
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  return client
}

/** Takes the right to run this cluster for as long as the connection lives; false when another connection has it. */
export async function tryToHold(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK])
  return rows[0]?.taken === true
}

/** Who holds it, in words ("amends, process 4711"); null when it was let go meanwhile. */
export async function holderOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ holder: string }>(
    `select a.application_name as holder from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
    [LOCK],
  )
  return rows[0]?.holder ?? null
}

/** Makes what is missing of roles and database; a start that was cut off between two of them goes on here. */
export async function prepare(client: pg.Client, site: Site): Promise<void> {
  const { rows: roles } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [[OWNER, APP]],
  )
  const known = new Set(roles.map((role) => role.rolname))
  const { owner, app } = site.place.passwords
  if (!known.has(OWNER))
    await client.query(`create role ${OWNER} login createdb nobypassrls password ${client.escapeLiteral(owner)}`)
  if (!known.has(APP))
    await client.query(`create role ${APP} login nocreatedb nobypassrls password ${client.escapeLiteral(app)}`)
  // The owner makes the schema of the job queue in the name of the serving role.
  await client.query(`grant ${APP} to ${OWNER}`)
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (rowCount === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`)
}
