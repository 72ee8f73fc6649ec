import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Database, type Databases, openDatabases, tablesOf } from './db.ts'
import { PgBossQueue } from './jobs.queue.ts'
import type { Job } from './jobs.ts'
import type { Services } from './services.ts'
import type { NewSpan } from './tracing.ts'

const { url, servingUrl, template } = inject('postgres')
const database = `jobs_${randomBytes(6).toString('hex')}`
const at = (address: string) => address.replace(/\/[^/]*$/, `/${database}`)
const workspaceId = '0190f000-0000-7000-8000-000000000001'
let queue: PgBossQueue
let databases: Databases
let client: pg.Client

const seen: object[] = []
const jobs: Job[] = [{ name: 'test.deal', handle: async (_context, payload) => void seen.push(payload) }]

/** Takes several at once, unless one of them is bad; told how often each was tried alone. */
const together: number[] = []
const alone: number[] = []
const refuseBad = (numbers: readonly number[]) => {
  if (numbers.includes(13)) throw new Error('a bad one')
}
const batched: Job<{ number: number }> = {
  name: 'test.batch',
  handle: async (_context, { number }) => {
    alone.push(number)
    refuseBad([number])
  },
  handleAll: async (_context, payloads) => {
    refuseBad(payloads.map(({ number }) => number))
    together.push(...payloads.map(({ number }) => number))
  },
  batch: 10,
  concurrency: 1,
  lateSeconds: 1,
  retry: { limit: 1, delaySeconds: 1, maxDelaySeconds: 1 },
}

/** Fails at each try, and says when it was given up. */
const buried: object[] = []
const hopeless: Job = {
  name: 'test.hopeless',
  handle: () => Promise.reject(new Error('no hope')),
  givenUp: async (_context, payload) => void buried.push(payload),
  lateSeconds: 1,
  retry: { limit: 1, delaySeconds: 1, maxDelaySeconds: 1 },
}

/** A load that goes on until what follows from it has been taken, and what follows. */
const told: string[] = []
const state = async (name: string): Promise<string> =>
  (await client.query('select state from pgboss.job where name = $1', [name])).rows[0]?.state ?? 'none'
const load: Job = {
  name: 'test.load',
  handle: async () => {
    await expect.poll(() => state('test.follows'), { timeout: 15_000 }).toMatch(/active|completed/)
    told.push(`load ends while what follows is ${await state('test.follows')}`)
  },
  lateSeconds: 1,
  order: 'load',
}
const follows: Job = {
  name: 'test.follows',
  handle: async () => void told.push('what follows'),
  lateSeconds: 1,
  order: 'after-loads',
}

async function once(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

beforeAll(async () => {
  await once(`create database ${database} template ${template}`)
  client = new pg.Client({ connectionString: at(url) })
  client.on('error', () => undefined)
  await client.connect()
  databases = openDatabases({ url: at(servingUrl) }, 4)
  queue = new PgBossQueue({ url: at(servingUrl) }, pino({ level: 'silent' }))
  await queue.open([...jobs, batched as Job, hopeless, load, follows])
})

afterAll(async () => {
  await queue.close()
  await databases.close()
  await client.end()
  await once(`drop database ${database} with (force)`)
})

const waiting = async () =>
  (await client.query(`select count(*)::int as count from pgboss.job where name = 'test.deal' and state = 'created'`))
    .rows[0].count

type Empty = Record<never, never>
const within = (work: (db: Database) => Promise<void>) =>
  tablesOf<Empty>(databases.within(workspaceId))
    .transaction()
    .execute((tx) => work(tx as unknown as Database))
const send = (db: Database, key?: string) =>
  queue.send(db, [
    { name: 'test.deal', envelope: { workspaceId, payload: {} }, waiting: key === undefined ? {} : { key } },
  ])

test('a key makes a hundred requests one job; without a key each is its own', async () => {
  for (let count = 0; count < 100; count++) await within((db) => send(db, 'deal'))
  expect(await waiting()).toBe(1)
  await within((db) => send(db, 'another'))
  await within((db) => send(db))
  await within((db) => send(db))
  expect(await waiting()).toBe(4)
})

test('a job that a transaction relies on is not taken before its commit, and then sees the change', async () => {
  await client.query('delete from pgboss.job')
  await within((db) => send(db, 'deal'))
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let isHeld: () => void = () => undefined
  const joined = new Promise<void>((resolve) => {
    isHeld = resolve
  })
  const open = within(async (db) => {
    await send(db, 'deal')
    isHeld()
    await held
  })
  await joined
  await queue.work({ databases, now: () => new Date(), newId: () => workspaceId } as unknown as Services, jobs)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(seen).toHaveLength(0)
  release()
  await open
  await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1)
  expect(await waiting()).toBe(0)
})

test('what fails together is tried one by one, and only the bad one again', async () => {
  const job = (number: number) => ({
    name: 'test.batch',
    envelope: { workspaceId, payload: { number }, traceparent: `left by ${number}` },
    waiting: {},
  })
  await within((db) => queue.send(db, [11, 12, 13, 14].map(job)))
  const metrics = { worked: () => undefined }
  const spans: NewSpan[] = []
  const open = (span: NewSpan) => {
    spans.push(span)
    return { within: <Result>(work: () => Result) => work(), end: () => undefined }
  }
  const services = { databases, metrics, tracing: { open }, now: () => new Date(), newId: () => workspaceId }
  await queue.work(services as unknown as Services, [batched as Job])
  await expect.poll(() => alone.filter((number) => number === 13).length, { timeout: 15_000 }).toBe(2)
  expect(alone.filter((number) => number !== 13).sort()).toEqual([11, 12, 14])
  await within((db) => queue.send(db, [21, 22, 23].map(job)))
  await expect.poll(() => together.length + alone.filter((number) => number > 20).length, { timeout: 15_000 }).toBe(3)
  expect(together.length).toBeGreaterThan(1)
  // Each is a part of what left it, where somebody keeps traces.
  expect(new Set(spans.map(({ name }) => name))).toEqual(new Set(['process test.batch']))
  const origins = spans.flatMap(({ from = [] }) => from)
  expect(origins).toEqual(expect.arrayContaining([11, 13, 21, 22, 23].map((number) => `left by ${number}`)))
})

test('a job whose last try has failed is told to whoever sees to it, once', async () => {
  const metrics = { worked: () => undefined }
  const services = { databases, metrics, now: () => new Date(), newId: () => workspaceId } as unknown as Services
  await within((db) =>
    queue.send(db, [{ name: 'test.hopeless', envelope: { workspaceId, payload: { mail: 7 } }, waiting: {} }]),
  )
  await queue.buryGivenUp(services, [hopeless])
  await queue.work(services, [hopeless])
  await expect.poll(() => buried, { timeout: 15_000 }).toEqual([{ mail: 7 }])
})

test('jobs that nobody was woken for are worked one after the other, without a rest after each', async () => {
  seen.length = 0
  for (let count = 0; count < 12; count++) await within((db) => send(db))
  // A worker that rested for its five seconds after each job would need half a minute for these.
  await expect.poll(() => seen.length, { timeout: 14_000 }).toBeGreaterThanOrEqual(12)
})

test('what follows from a load waits until it has ended', async () => {
  const metrics = { worked: () => undefined }
  const services = { databases, metrics, now: () => new Date(), newId: () => workspaceId } as unknown as Services
  const left = (name: string) => ({ name, envelope: { workspaceId, payload: {} }, waiting: {} })
  await within((db) => queue.send(db, [left('test.load')]))
  await queue.work(services, [load])
  await expect.poll(() => state('test.load'), { timeout: 15_000 }).toBe('active')
  expect(queue.isLoading()).toBe(true)
  await within((db) => queue.send(db, [left('test.follows')]))
  await queue.work(services, [follows])
  await expect.poll(() => told.length, { timeout: 15_000 }).toBe(2)
  expect(told).toEqual(['load ends while what follows is active', 'what follows'])
  expect(queue.isLoading()).toBe(false)
})

test('jobs of a dead worker are found among the finished by an index, which several starts at once make once', async () => {
  const others = [1, 2].map(() => new PgBossQueue({ url: at(servingUrl) }, pino({ level: 'silent' })))
  await client.query('drop index pgboss.amends_active_jobs')
  await Promise.all(others.map((other) => other.open(jobs)))
  await Promise.all(others.map((other) => other.close()))
  await client.query(`insert into pgboss.job_common (name, data, state, completed_on, keep_until, deletion_seconds)
    select name, '{}', 'completed', now(), now() + interval '1 day', deletion_seconds
    from pgboss.queue, generate_series(1, 5000) where name = 'test.deal'`)
  await client.query('analyze pgboss.job_common')
  const { rows } = await client.query(`explain select from pgboss.job_common where state = 'active'
    and heartbeat_on + heartbeat_seconds * interval '1 second' < now() and name = any (array['test.deal', 'test.batch'])`)
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('amends_active_jobs')
})

test('finished jobs are kept for a minute, and cleared away each minute', async () => {
  const kept = await client.query(`select deletion_seconds as seconds from pgboss.queue where name = 'test.deal'`)
  expect(kept.rows).toEqual([{ seconds: 60 }])
  await client.query(
    `update pgboss.job_common set completed_on = now() - interval '61 seconds' where state = 'completed'`,
  )
  await client.query(`update pgboss.queue set maintain_on = now() - interval '61 seconds'`)
  const old = async () =>
    (
      await client.query(`select count(*)::int as count from pgboss.job_common where name = 'test.deal'
        and completed_on < now() - interval '61 seconds'`)
    ).rows[0].count
  expect(await old()).toBeGreaterThan(1_000)
  await expect.poll(old, { timeout: 20_000 }).toBe(0)
})
