import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { type Context, transact } from '../../platform/context.ts'
import { tablesOf } from '../../platform/db.ts'
import { type Customer, findOrCreateCustomer } from './index.ts'
import { mergeCustomers } from './service.merging.ts'

let world: World
let one: Customer
let other: Customer
let round = 0
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  round += 1
  one = await findOrCreateCustomer(world.context(), { kind: 'email', address: `one${round}@mail.test` })
  other = await findOrCreateCustomer(world.context(), { kind: 'email', address: `other${round}@mail.test` })
})

const merge = (context: Context) => {
  const seen = { this: one.updatedAt.toISOString(), other: other.updatedAt.toISOString() }
  return mergeCustomers(context, one.id, { otherId: other.id, fields: {}, seen })
}
const writer = (context: Context) =>
  findOrCreateCustomer(context, { kind: 'email', address: `other${round}@mail.test` })

/** Until a transaction of this desk stands behind another. */
const somebodyWaits = () =>
  vi.waitFor(async () => {
    const waiting = `wait_event_type = 'Lock' and datname = current_database()`
    expect(await world.sql(`select from pg_stat_activity where ${waiting}`)).toHaveLength(1)
  }, 5_000)

test('a merge waits for a mail that is being taken in, and takes its ticket along', async () => {
  const fields = {
    subject: 'A word',
    text: 'A word',
    channelKind: 'phone',
    buyer: { name: '', phone: '+49 30 123456' },
  }
  const { id } = (await world.first.post('/api/tickets', fields)).body
  let merging: Promise<Customer> | undefined
  await transact(world.context(), async (context) => {
    const found = await writer(context)
    merging = merge(world.context())
    await somebodyWaits()
    await sql`update tickets set customer_id = ${found.id}::uuid where id = ${id}::uuid`.execute(
      tablesOf<Record<never, never>>(context.db),
    )
  })
  await merging
  expect((await world.first.get(`/api/tickets/${id}`)).body.customer.id).toBe(one.id)
})

test('a mail that comes during a merge is of the customer that stays', async () => {
  const before = await world.sql('select from customers')
  let taking: Promise<Customer> | undefined
  await transact(world.context(), async (context) => {
    await merge(context)
    taking = writer(world.context())
    await somebodyWaits()
  })
  expect((await taking)?.id).toBe(one.id)
  expect(await world.sql('select from customers')).toHaveLength(before.length)
})
