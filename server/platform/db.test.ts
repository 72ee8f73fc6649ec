import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { transact } from './context.ts'
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
