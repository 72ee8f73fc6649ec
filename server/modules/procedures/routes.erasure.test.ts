import { expect, test } from 'vitest'
import { askAbout } from '../../../tests/fixtures/asked-orders.ts'
import { openWorld } from '../../../tests/world.ts'
import { createChannel } from '../channels/index.ts'
import { createStore } from '../stores/index.ts'

test('the address of a task is forgotten with its order’s buyer, when the marketplace’s time is over', async () => {
  const world = await openWorld({ now: '2026-03-02T09:00:00Z' })
  try {
    const storeId = (await createStore(world.context(), { name: 'Kitto DE', marketplace: 'amazon-de' })).id
    const channel = { kind: 'receiver' as const, name: 'Kitto', address: 'desk@kitto.test', settings: {} }
    await createChannel(world.context(), { ...channel, storeId })
    const { id } = await askAbout(world, storeId, {})
    const wanted = { kind: 'change-address', address: 'Lindenstrasse 5, 10969 Berlin' }
    expect((await world.first.post(`/api/tickets/${id}/order-tasks`, wanted)).status).toBe(201)
    const kept = () => world.sql('select address, kind, stage from order_tasks')
    await world.work()
    expect(await kept()).toMatchObject([{ address: wanted.address }])
    world.clock.advance(90 * 86_400_000)
    await world.work()
    await world.work()
    expect(await kept()).toEqual([{ address: null, kind: 'change-address', stage: 'checked' }])
  } finally {
    await world.close()
  }
})
