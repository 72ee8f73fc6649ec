import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../tests/world.ts'
import { type Customer, findOrCreateCustomer } from './index.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let people = 0
const known = (): Promise<Customer> => {
  people += 1
  return findOrCreateCustomer(world.context(), {
    kind: 'email',
    address: `p${people}@mail.test`,
    name: `Person ${people}`,
  })
}
const updated = async (id: string): Promise<string> => (await world.first.get(`/api/customers/${id}`)).body.updatedAt
const merge = async (id: string, otherId: string) => {
  const seen = { this: await updated(id), other: await updated(otherId) }
  return world.first.post(`/api/customers/${id}/merge`, { otherId, fields: { name: 'this' }, seen })
}
const undo = (id: string) => world.first.post(`/api/customers/${id}/unmerge`)

test('a merge is refused with a profile whose erasure has been asked for: nobody would look for what came with the merge', async () => {
  const [one, other] = [await known(), await known()]
  await world.first.post(`/api/customers/${other.id}/erasure`, { irreversible: true })
  for (const [into, from] of [
    [one.id, other.id],
    [other.id, one.id],
  ] as const)
    expect((await merge(into, from)).body.code).toBe('customers.erasure-asked')
  await world.work()
  expect((await merge(one.id, other.id)).body.code).toBe('customers.erased')
})

test('undoing a merge is no longer possible once an erasure has emptied both', async () => {
  const [one, other] = [await known(), await known()]
  await merge(one.id, other.id)
  await world.first.post(`/api/customers/${one.id}/erasure`, { irreversible: true })
  await world.work()
  for (const { id } of [one, other])
    expect((await world.sql('select name, erased_at from customers where id = $1', [id]))[0]).toMatchObject({
      name: '',
      erased_at: expect.any(Date),
    })
  expect((await undo(other.id)).body.code).toBe('customers.merge-closed')
  expect(await world.sql('select from customer_merges where merged_id = $1', [other.id])).toEqual([])
})
