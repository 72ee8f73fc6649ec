import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { PrimaryClient } from '../../server/platform/db.primary.ts'
import { startEmbedded } from '../../server/platform/postgres.ts'
import { freePort } from '../setup/free-port.ts'
import type { Caller } from './caller.ts'
import { type MortalVictim, startVictim } from './victims.ts'

const root = resolve(import.meta.dirname, '../..')

/** A table that nobody can write to. */
export interface HeldTable {
  /** Whether somebody wants to. */
  isAwaited(): Promise<boolean>
  letGo(): Promise<void>
}

/** A whole desk with demo data in processes of its own, and what a run needs to work on it and to look behind it. */
export interface FaultDesk {
  /** What every process of it is told. */
  readonly env: Readonly<Record<string, string>>
  /** An API token of the demo's manager. */
  readonly token: string
  /** Asks the database past all walls. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Makes a workspace of its own beside the demo's; resolves with an API token of its administrator. */
  openWorkspace(name: string, port: number): Promise<string>
  /** Whether the chain of every workspace's audit log is whole. */
  isAuditSound(): Promise<boolean>
  /** Keeps everybody from writing to a table. */
  holdTable(table: string): Promise<HeldTable>
  /** Starts a process that serves the API; resolves with its port. */
  serve(): Promise<number>
  /** The same, with the process. */
  api(env?: Readonly<Record<string, string>>): Promise<ServingVictim>
  /** Starts a worker. */
  work(env?: Readonly<Record<string, string>>): Promise<MortalVictim>
  /** Names of the processes that have ended by themselves. */
  ended(): string[]
  close(): Promise<void>
}

/** A process that serves the API. */
export interface ServingVictim extends MortalVictim {
  readonly port: number
}

/** Where the demo's own shop is written to. */
export const ownShop = 'kitto@desk.demo'

/** No limit of an honest day shall be in the way of a run. */
const unlimited = { AMENDS_REQUESTS_PER_MINUTE: '1000000', AMENDS_WORKSPACE_REQUESTS_PER_SECOND: '100000' }

/** A database that somebody else keeps. */
export interface OwnDatabase {
  readonly databaseUrl: string
  readonly superuserUrl: string
}

/** Opens a desk in a folder of its own, on a built-in database or the one given; everything it started ends with `close`. */
export async function openFaultDesk(
  settings: Readonly<Record<string, string>> = {},
  own?: OwnDatabase,
  tickets = 8,
): Promise<FaultDesk> {
  const ends: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end().catch(() => undefined)
  }
  try {
    const folder = await mkdtemp(join(tmpdir(), 'amends-faults-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    const database = own ? undefined : await startEmbedded({ folder: join(folder, 'database') })
    ends.push(async () => database?.stop())
    const env = {
      DATABASE_URL: own?.databaseUrl ?? database?.url ?? '',
      AMENDS_DATA: join(folder, 'data'),
      AMENDS_SMTP_PORT: 'off',
      AMENDS_LMTP_PORT: 'off',
      ...unlimited,
      ...settings,
    }
    await command(env, ['demo', '--tickets', String(tickets)])
    const made = await command(env, ['token', 'create', '--member', 'manager@demo.amends', '--name', 'faults'])
    const pool = new pg.Pool({
      connectionString: own?.superuserUrl ?? (await superuserUrl(join(folder, 'database'))),
      Client: PrimaryClient,
      max: 2,
    })
    pool.on('error', () => undefined)
    ends.push(() => pool.end())
    const victims: MortalVictim[] = []
    const enlist = async (name: string, args: string[], more: Readonly<Record<string, string>>) => {
      const victim = await startVictim(name, args, { ...env, ...more })
      victims.push(victim)
      ends.push(() => victim.stop())
      return victim
    }
    const api = async (more: Readonly<Record<string, string>> = {}) => {
      const port = await freePort()
      return Object.assign(await enlist('server', ['serve', '--role', 'api'], { PORT: String(port), ...more }), {
        port,
      })
    }
    return {
      env,
      token: made.secret,
      sql: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
        (await pool.query<Row>(text, [...values])).rows,
      openWorkspace: (name, port) => openWorkspace(env, name, port),
      isAuditSound: async () => (await command(env, ['audit', 'verify'])).sound,
      holdTable: (table) => holdTable(pool, table),
      api,
      serve: async () => (await api()).port,
      work: (more = {}) => enlist('worker', ['worker'], more),
      ended: () => victims.filter((victim) => !victim.isAlive()).map(({ name }) => name),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function openWorkspace(env: Readonly<Record<string, string>>, name: string, port: number): Promise<string> {
  const email = `${name}@${name}.example`
  const place = { workspaceName: name, language: 'en', zone: 'UTC', currency: 'USD' }
  const made = await fetch(`http://127.0.0.1:${port}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...place, name, email, password: 'seven small blue herons' }),
  })
  if (made.status !== 201) throw new Error(`no workspace was made: ${await made.text()}`)
  return (await command(env, ['token', 'create', '--member', email, '--name', name, '--workspace', name])).secret
}

async function holdTable(pool: pg.Pool, table: string): Promise<HeldTable> {
  const client = await pool.connect()
  await client.query('begin')
  await client.query(`lock table ${pg.escapeIdentifier(table)} in exclusive mode`)
  return {
    isAwaited: async () => {
      const waiting = await pool.query('select 1 from pg_locks where relation = $1::regclass and not granted', [table])
      return waiting.rows.length > 0
    },
    letGo: async () => {
      await client.query('rollback')
      client.release()
    },
  }
}

/** The own shop of the demo hands its letters to this port from now on; resolves with the shop's id. */
export async function handLettersTo(
  smtpPort: number,
  { desk, caller, port }: { readonly desk: FaultDesk; readonly caller: Caller; readonly port: number },
): Promise<string> {
  const [channel] = await desk.sql<{ id: string; storeId: string; settings: object }>(
    `select id, store_id as "storeId", settings from channels where address = $1`,
    [ownShop],
  )
  if (!channel) throw new Error('the demo has no shop of its own')
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none', user: '' }
  const body = { settings: { ...channel.settings, smtp } }
  const heard = await caller.call(port, { method: 'PATCH', path: `/api/channels/${channel.id}`, body })
  if (heard === 'cut' || heard.status !== 200) throw new Error(`the channel is as it was: ${JSON.stringify(heard)}`)
  return channel.storeId
}

async function command(env: Readonly<Record<string, string>>, args: readonly string[]) {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'server/cli.ts'), ...args, '--json'], {
    env: { ...process.env, ...env },
  })
  return JSON.parse(stdout)
}

async function superuserUrl(folder: string): Promise<string> {
  const { home, passwords } = JSON.parse(await readFile(join(folder, 'postgres.json'), 'utf8'))
  const [, , , port] = (await readFile(join(resolve(folder, home), 'cluster/postmaster.pid'), 'utf8')).split('\n')
  return `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/amends`
}
