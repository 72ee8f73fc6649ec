import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { exists } from './folder.ts'
import { systemUsers } from './postgres.place.ts'
import { readPidFile } from './postgres.postmaster.ts'
import { type Embedded, type EmbeddedOptions, startEmbedded } from './postgres.ts'

const asRoot = process.getuid?.() === 0
const face = new URL('./postgres.ts', import.meta.url).href

let base: string
let folder: string
let said: string[]
const running: Embedded[] = []
const children: ChildProcess[] = []

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'amends-pg-'))
  // As mkdtemp makes it, only root could enter: a case of its own below.
  await chmod(base, 0o755)
  folder = join(base, 'desk')
  said = []
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const embedded of running.splice(0)) await embedded.stop()
  const left = await readPidFile(await clusterOf(folder).catch(() => folder))
  if (left !== null) process.kill(left.pid, 'SIGKILL')
  await rm(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ folder, log: (line) => said.push(line), ...options })
  running.push(embedded)
  return embedded
}

/** Another process that starts the database and stays: resolves when it serves, or with its complaint. */
async function startElsewhere(identity: { uid?: number; gid?: number } = {}): Promise<ChildProcess & { word: string }> {
  const code = `import { startEmbedded } from ${JSON.stringify(face)}
    startEmbedded({ folder: ${JSON.stringify(folder)}, patienceMs: 20000 }).then(({ url }) => console.log(url), (error) => console.log(error.message))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { ...identity, cwd: '/' })
  children.push(child)
  const word = await new Promise<string>((done) => child.stdout.once('data', (chunk) => done(String(chunk).trim())))
  return Object.assign(child, { word })
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

async function clusterOf(data: string): Promise<string> {
  const { home } = JSON.parse(await readFile(join(data, 'postgres.json'), 'utf8')) as { home: string }
  return join(home.startsWith('/') ? home : join(data, home), 'cluster')
}

async function postmasterPid(): Promise<number> {
  const file = await readPidFile(await clusterOf(folder))
  if (file === null) throw new Error('no postmaster runs')
  return file.pid
}

async function refusalOf(work: Promise<unknown>): Promise<CannotStart> {
  const error = await work.then(
    () => new Error('it started'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(CannotStart)
  return error as CannotStart
}

describe('a first start', () => {
  test('gives an owner and a serving role that cannot bypass row-level security, on a durable database', async () => {
    const { url, servingUrl } = await start()
    const roles = await query(url, 'select rolname, rolsuper, rolbypassrls, rolcreatedb from pg_roles order by 1')
    expect(roles).toContainEqual({ rolname: 'amends_app', rolsuper: false, rolbypassrls: false, rolcreatedb: false })
    expect(roles).toContainEqual({ rolname: 'amends_owner', rolsuper: false, rolbypassrls: false, rolcreatedb: true })
    const [settings] = await query(
      servingUrl,
      `select current_user as who, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
         current_setting('full_page_writes') as pages, current_setting('listen_addresses') as listens,
         pg_encoding_to_char(encoding) as encoding,
         datlocale as locale, pg_get_userbyid(datdba) as owner, lower('ÄÉ') as lowered
       from pg_database where datname = current_database()`,
    )
    expect(settings).toEqual({
      who: 'amends_app',
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      listens: '127.0.0.1',
      encoding: 'UTF8',
      locale: 'C.UTF-8',
      owner: 'amends_owner',
      lowered: 'äé',
    })
    await query(url, 'create extension pg_trgm')
    expect((await stat(join(folder, 'postgres.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(await clusterOf(folder))).mode & 0o077).toBe(0)
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
  })

  test('that was cut off half way starts over', async () => {
    const { promise: half, resolve } = Promise.withResolvers<void>()
    const first = startElsewhere().catch(() => undefined)
    const watch = setInterval(async () => {
      const names = await readdir(join(folder, 'postgres')).catch(() => [])
      if (names.some((name) => name.startsWith('cluster.half'))) resolve()
    }, 5)
    await half
    clearInterval(watch)
    for (const child of children) child.kill('SIGKILL')
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await readdir(join(folder, 'postgres'))).filter((name) => name.includes('half'))).toEqual([])
    await Promise.race([first, pause(1)])
  })

  test('by two processes at once ends with one owner and one refusal', async () => {
    const words = (await Promise.all([startElsewhere(), startElsewhere()])).map(({ word }) => word).sort()
    expect(words).toEqual([
      expect.stringMatching(/is in use by another Amends \(amends, process \d+\)/),
      expect.stringMatching(/^postgres:/),
    ])
  })
})

describe('a later start', () => {
  test('finds the rows after a clean stop, and stop may be called twice', async () => {
    const first = await start()
    await query(first.url, 'create table kept as select 42 as answer')
    const pid = await postmasterPid()
    await first.stop()
    await first.stop()
    // PostgreSQL gives its lock file up first and ends a moment later.
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow())
    const begin = Date.now()
    const { url } = await start()
    expect(Date.now() - begin).toBeLessThan(3_000)
    expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('takes over what a killed process left running', async () => {
    const killed = await startElsewhere()
    await query(killed.word, 'create table kept as select 42 as answer')
    const left = await postmasterPid()
    killed.kill('SIGKILL')
    await new Promise((done) => killed.once('exit', done))
    const { url } = await start()
    expect(said).toContain('Stopping the database that a killed Amends left running')
    expect(await postmasterPid()).not.toBe(left)
    expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('recovers when process and database were both killed', async () => {
    const killed = await startElsewhere()
    await query(killed.word, 'create table kept as select 42 as answer')
    killed.kill('SIGKILL')
    process.kill(await postmasterPid(), 'SIGKILL')
    const { url } = await start()
    expect(await query(url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('is not fooled by a lock file whose number now belongs to another program', async () => {
    const { stop } = await start()
    const cluster = await clusterOf(folder)
    const { uid, gid } = await stat(cluster)
    const content = await readFile(join(cluster, 'postmaster.pid'), 'utf8')
    await stop()
    const stranger = spawn('sleep', ['60'], { ...(asRoot ? { uid, gid } : {}), cwd: '/' })
    children.push(stranger)
    await writeFile(join(cluster, 'postmaster.pid'), content.replace(/^\d+/, String(stranger.pid)))
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is refused while another process owns the folder, and joins it when told to share', async () => {
    const owner = await startElsewhere()
    const refusal = await refusalOf(start())
    expect(refusal.message).toContain(`in use by another Amends (amends, process ${owner.pid})`)
    expect(refusal.mend).toContain('AMENDS_DATA')
    const guest = await start({ share: true })
    expect(guest.url).toBe(owner.word)
    await guest.stop()
    expect(await query(owner.word, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is refused on a cluster of another major, a lost cluster and an unwritable folder, each with the mend', async () => {
    await (await start()).stop()
    const cluster = await clusterOf(folder)
    await writeFile(join(cluster, 'PG_VERSION'), '17\n')
    const other = await refusalOf(start())
    expect(other.message).toMatch(/made by PostgreSQL 17; .* brings PostgreSQL 18/)
    expect(other.mend).toContain('DATABASE_URL')
    await rm(cluster, { recursive: true })
    const lost = await refusalOf(start())
    expect(lost.message).toContain('is gone')
    expect(lost.mend).toContain('postgres.json')
    await writeFile(join(base, 'file'), '')
    const unwritable = await refusalOf(start({ folder: join(base, 'file', 'desk') }))
    expect(unwritable.message).toContain('cannot be written (E')
    expect(unwritable.mend).toContain('AMENDS_DATA')
  })
})

test('a database killed under a running process comes back on the same port with every committed row', async () => {
  const { url } = await start()
  await query(url, 'create table kept as select 42 as answer')
  process.kill(await postmasterPid(), 'SIGKILL')
  for (const begin = Date.now(); Date.now() - begin < 15_000; await pause(50)) {
    const rows = await query(url, 'select answer from kept').catch(() => null)
    if (rows === null) continue
    expect(rows).toEqual([{ answer: 42 }])
    return
  }
  throw new Error(`the database did not come back: ${said.join('; ')}`)
})

describe.runIf(asRoot)('under root', () => {
  test('a data folder that others cannot enter: the database lives elsewhere, says where, and stays there', async () => {
    const rooms = join(base, 'rooms')
    await mkdir(rooms, { mode: 0o755 })
    folder = join(base, 'closed', 'desk')
    await mkdir(join(base, 'closed'), { mode: 0o700 })
    const first = await start({ elsewhere: [rooms] })
    await query(first.url, 'create table kept as select 42 as answer')
    const home = join(await clusterOf(folder), '..')
    expect(home.startsWith(join(rooms, 'amends-'))).toBe(true)
    expect(said.join('\n')).toContain(home)
    expect((await stat(home)).mode & 0o777).toBe(0o700)
    await first.stop()
    const second = await start({ elsewhere: [join(base, 'nowhere')] })
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await second.stop()
    await rm(join(folder, 'postgres.json'))
    await start({ elsewhere: [rooms] })
    expect(await clusterOf(folder)).toBe(join(`${home}-2`, 'cluster'))
    expect(said.join('\n')).toContain(`remains in ${home}`)
  })

  test('without a user "postgres" the database runs as nobody, and stays with its owner', async () => {
    const users: typeof systemUsers = async (name) => (name === 'nobody' ? systemUsers(name) : null)
    const nobody = await systemUsers('nobody')
    const first = await start({ users })
    const owner = Number(execFileSync('stat', ['-c', '%u', `/proc/${await postmasterPid()}`], { encoding: 'utf8' }))
    expect(owner).toBe(nobody?.uid)
    await first.stop()
    await start()
    expect((await stat(await clusterOf(folder))).uid).toBe(nobody?.uid)
  })

  test('without any such user it is refused with the mend', async () => {
    const refusal = await refusalOf(start({ users: async () => null }))
    expect(refusal.message).toContain('refuses to run as root')
    expect(refusal.mend).toContain('DATABASE_URL')
  })

  test('an ordinary user runs the database as himself', async () => {
    const nobody = await systemUsers('nobody')
    if (nobody === null || !(await canRead(nobody))) return
    await chmod(base, 0o777)
    const { word } = await startElsewhere({ uid: nobody.uid, gid: nobody.gid })
    expect(word).toMatch(/^postgres:/)
    expect((await stat(await clusterOf(folder))).uid).toBe(nobody.uid)
    expect(await exists(join(folder, 'postgres', 'binaries'))).toBe(false)
  })
})

/** In a clone under a closed folder no other user can even run Node; the cases above are then the ones that matter. */
async function canRead({ uid, gid }: { uid: number; gid: number }): Promise<boolean> {
  const child = spawn(process.execPath, [new URL(face).pathname], { uid, gid, cwd: '/', stdio: 'ignore' })
  return new Promise((done) => child.once('error', () => done(false)).once('exit', (code) => done(code === 0)))
}

test('a throwaway database stays inside a closed temporary folder', async () => {
  await mkdir(folder, { mode: 0o700 })
  const { url } = await start({ throwaway: true })
  expect(await clusterOf(folder)).toBe(join(folder, 'postgres', 'cluster'))
  expect(await query(url, 'show fsync')).toEqual([{ fsync: 'off' }])
})
