import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { transact } from './context.ts'
import { Listening } from './db.listening.ts'
import { tablesOf } from './db.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a connection that breaks at work fails that work and nothing else', async () => {
  const context = world.context()
  const backend = sql<{ pid: number }>`select pg_backend_pid() as pid`
  const broken = transact(context, async ({ db }) => {
    const tables = tablesOf<Record<never, never>>(db)
    const [{ pid } = { pid: 0 }] = (await backend.execute(tables)).rows
    // As when PostgreSQL is killed: the connection says so while nobody asks it anything.
    await world.sql('select pg_terminate_backend($1)', [pid])
    await new Promise((done) => setImmediate(done))
    await sql`select 1`.execute(tables)
  })
  await expect(broken).rejects.toThrow()
  const { rows } = await backend.execute(tablesOf<Record<never, never>>(context.db))
  expect(rows).toHaveLength(1)
})

/** Two transactions that each hold what the other wants next; `tried` counts how often one of them was begun. */
async function deadlocked(): Promise<{ done: number; tried: number }> {
  const context = world.context()
  await world.sql('create table contested (name text primary key, times int)')
  await world.sql('grant all on contested to public')
  await world.sql(`insert into contested values ('one', 0), ('other', 0)`)
  const holds = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const tried = [0, 0]
  const both = [
    ['one', 'other'],
    ['other', 'one'],
  ].map(async ([first, second], at) => {
    await transact(context, async ({ db }) => {
      tried[at] = (tried[at] ?? 0) + 1
      // Otherwise it might take its row again before the other, woken up, has got it, and the two wait once more.
      if ((tried[at] ?? 0) > 1) await ends[1 - at]?.promise
      const tables = tablesOf<Record<never, never>>(db)
      await sql`update contested set times = times + 1 where name = ${first}`.execute(tables)
      holds[at]?.resolve()
      await holds[1 - at]?.promise
      await sql`update contested set times = times + 1 where name = ${second}`.execute(tables)
    })
    ends[at]?.resolve()
  })
  await Promise.all(both)
  const [row] = await world.sql('select sum(times)::int as done from contested')
  return { done: row.done, tried: (tried[0] ?? 0) + (tried[1] ?? 0) }
}

test('of two transactions that wait for each other the one that is ended begins anew, and both are done once', async () => {
  expect(await deadlocked()).toEqual({ done: 4, tried: 3 })
})

test('a transaction that is ended for others again and again says so in the end', async () => {
  let tried = 0
  const ended = transact(world.context(), async ({ db }) => {
    tried += 1
    await sql`do $$ begin raise exception 'two at once' using errcode = '40001'; end $$`.execute(
      tablesOf<Record<never, never>>(db),
    )
  })
  await expect(ended).rejects.toMatchObject({ code: '40001' })
  expect(tried).toBe(3)
})

test('who listens hears on after the connection broke, and is told of the gap', async () => {
  const { databases, log } = world.services
  const heard = Promise.withResolvers<string>()
  const opened = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let times = 0
  const listener = { hear: heard.resolve, opened: () => opened[times++]?.resolve() }
  const listening = new Listening('a channel', databases.listener, listener, log)
  await listening.open()
  expect(times).toBe(1)
  await world.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where query = 'listen "a channel"' and datname = current_database()`)
  await opened[1]?.promise
  databases.notify('a channel', 'all is well')
  expect(await heard.promise).toBe('all is well')
  await listening.close()
})

test('a moment is read to the millisecond that PostgreSQL means, however it is written', async () => {
  const tables = tablesOf<Record<never, never>>(world.context().db)
  const told = ['10:27:00', '10:27:00.1', '10:27:00.12', '10:27:00.123', '10:27:00.123999', '10:27:00.000001']
  const { rows } = await sql<{ at: Date; ms: number }>`
    select at, floor(extract(epoch from at) * 1000)::float8 as ms
    from unnest(${told.map((time) => `2026-11-22 ${time}+00`)}::text[]) as told, lateral (select told::timestamptz as at)`.execute(
    tables,
  )
  expect(rows.map(({ at }) => at.getTime())).toEqual(rows.map(({ ms }) => ms))
  const edges = await sql<{ never: unknown; before: Date }>`
    select 'infinity'::timestamptz as never, '0044-03-15 12:00:00+00 BC'::timestamptz as before`.execute(tables)
  expect(edges.rows[0]).toEqual({ never: Number.POSITIVE_INFINITY, before: new Date('-000043-03-15T12:00:00Z') })
})
