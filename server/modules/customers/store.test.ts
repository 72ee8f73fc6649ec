import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { transact } from '../../platform/context.ts'
import { tablesOf } from '../../platform/db.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a search is answered by an index, although row-level security stands before the table', async () => {
  const plan = await transact(world.context(), async ({ db }) => {
    const tables = tablesOf<Record<never, never>>(db)
    await sql`set local enable_seqscan = off`.execute(tables)
    return sql`explain select customer_id from customer_words where word >= ${'emi'} and word < ${'emj'}`.execute(
      tables,
    )
  })
  expect(JSON.stringify(plan.rows)).toMatch(/Index Cond: .*word >= /)
})
