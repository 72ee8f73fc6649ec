import { execFile } from 'node:child_process'
import { access, appendFile, chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { PrimaryClient } from '../../server/platform/db.primary.ts'
import { systemUsers } from '../../server/platform/postgres.place.ts'
import { freePort } from '../setup/free-port.ts'

/** Where Debian puts the oldest PostgreSQL that Amends runs on. */
const programs = '/usr/lib/postgresql/15/bin'

/** A primary and a standby that confirms every commit. */
export interface PostgresPair {
  /** Both name both hosts. */
  readonly databaseUrl: string
  readonly superuserUrl: string
  /** What the server says it is: '15.20'. */
  readonly version: string
  /** kill -9 of the primary's postmaster. */
  killPrimary(): Promise<void>
  /** Makes the standby the primary. */
  promote(): Promise<void>
  /** Makes what was killed anew, as the standby that confirms the other's commits. */
  makeStandby(): Promise<void>
  close(): Promise<void>
}

/** Starts a pair in a folder of its own; undefined where PostgreSQL 15 is not installed or nobody may run it. */
export async function openPostgresPair(): Promise<PostgresPair | undefined> {
  const isInstalled = await access(join(programs, 'initdb')).then(
    () => true,
    () => false,
  )
  // PostgreSQL refuses to run as root; its package has made a user for it.
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? await systemUsers('postgres') : null
  if (!isInstalled || (isRoot && !user)) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'amends-pair-'))
  if (user) await chown(folder, user.uid, user.gid)
  const run = async (program: string, ...args: string[]) => {
    const as = user ? { uid: user.uid, gid: user.gid } : {}
    await promisify(execFile)(join(programs, program), args, { cwd: folder, ...as })
  }
  const ports = { one: await freePort(), two: await freePort() }
  type Name = keyof typeof ports
  let [primary, standby]: [Name, Name] = ['one', 'two']
  const at = (name: Name) => join(folder, name)
  const start = (name: Name) => {
    const options = `-p ${ports[name]} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=200`
    // Without a log file of its own the server would keep our standard output open.
    return run('pg_ctl', '-D', at(name), '-w', '-o', options, '-l', `${at(name)}.log`, 'start')
  }
  const urlOf = (user: string) => `postgres://${user}@127.0.0.1:${ports.one},127.0.0.1:${ports.two}/amends`
  const pool = new pg.Pool({ connectionString: urlOf('postgres'), max: 1, Client: PrimaryClient })
  pool.on('error', () => undefined)
  const sql = async (text: string) => (await pool.query(text)).rows
  const makeStandby = async () => {
    await rm(at(standby), { recursive: true, force: true })
    const from = ['-h', '127.0.0.1', '-p', String(ports[primary]), '-U', 'postgres']
    await run('pg_basebackup', ...from, '-D', at(standby), '-X', 'stream', '-c', 'fast', '-R')
    // Once promoted it stands alone, and must not wait for a standby of its own. The last line counts.
    await appendFile(join(at(standby), 'postgresql.auto.conf'), `synchronous_standby_names = ''\n`)
    await start(standby)
    await sql(`alter system set synchronous_standby_names = '*'`)
    await sql('select pg_reload_conf()')
    const isSafe = `select 1 from pg_stat_replication where state = 'streaming' and sync_state in ('sync', 'quorum')`
    while ((await sql(isSafe)).length === 0) await pause(100)
  }
  const close = async () => {
    await pool.end()
    for (const name of ['one', 'two'] as const)
      await run('pg_ctl', '-D', at(name), '-w', '-m', 'immediate', 'stop').catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await run('initdb', '-D', at('one'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
    await start('one')
    const first = new pg.Client({ connectionString: `postgres://postgres@127.0.0.1:${ports.one}/postgres` })
    await first.connect()
    // As docs/operations.md asks of whoever brings a database.
    await first.query('create role amends_owner login')
    await first.query('create role amends_app nologin')
    await first.query('grant amends_app to amends_owner')
    await first.query('create database amends owner amends_owner')
    await first.end()
    await makeStandby()
    const [server] = await sql(`select current_setting('server_version') as version`)
    return {
      databaseUrl: urlOf('amends_owner'),
      superuserUrl: urlOf('postgres'),
      version: server.version,
      killPrimary: async () => {
        const [pid] = (await readFile(join(at(primary), 'postmaster.pid'), 'utf8')).split('\n')
        process.kill(Number(pid), 'SIGKILL')
      },
      promote: async () => {
        await run('pg_ctl', '-D', at(standby), '-w', 'promote')
        ;[primary, standby] = [standby, primary]
      },
      makeStandby,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
