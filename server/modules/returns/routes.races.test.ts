import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReturnDesk, type ReturnDesk } from '../../../tests/fixtures/asked-returns.ts'
import type { Caller } from '../../../tests/world.ts'
import { lossesOfRequest, lossSums } from '../losses/index.ts'

let desk: ReturnDesk
let other: Caller
beforeAll(async () => {
  desk = await openReturnDesk({ now: '2026-03-02T09:00:00Z' })
  other = await desk.world.hire('agent')
})
afterAll(() => desk.close())

/** How often two people decide at the same moment; the evidence does it a thousand times, through processes that die. */
const races = 20

test('two people at one return: one is first, one letter goes out, and its cost is booked once', {
  timeout: 240_000,
}, async () => {
  const shop = await desk.openShop('shop')
  const asked = await desk.ask(shop, { subType: 'damaged', text: 'It came broken.', photos: ['broken.png'] })
  const numbers = new Set<number>()
  for (let race = 0; race < races; race += 1) {
    const at = race === 0 ? await desk.begin(asked) : await desk.begin(asked, { facts: { photos: 1 } })
    /** Both see the same, and both do the same. */
    const together = async (body: object) => {
      const { revision } = await at.look()
      const both = await Promise.all([desk.agent, other].map((who) => at.as(who).send({ ...body, revision })))
      numbers.add(both.filter(({ status }) => status === 200).length)
      expect(both.find(({ status }) => status !== 200)?.body.code).toMatch(/^returns\.(changed-meanwhile|not-now)$/)
    }
    await together({ event: 'choose', option: 'keep-item' })
    await together({ event: 'go-on', node: 'offer-keep' })
    await together({ event: 'answer', answer: 'accepts' })
    await together({ event: 'go-on', node: 'pay-keep' })
    expect(await at.look()).toMatchObject({ stage: 'ended', letters: 2, refunds: [{ amount: 2_000 }] })
    const lines = await lossesOfRequest(desk.world.context(), at.id)
    expect(lossSums(lines).byCurrency).toEqual([{ currency: 'EUR', amount: 2_000 }])
  }
  expect([...numbers]).toEqual([1])
  await desk.letLeave()
  expect(desk.lettersTo(asked)).toHaveLength(2 * races)
})

test('two people begin one: there is one', async () => {
  const asked = await desk.ask(await desk.openShop('ebay'))
  const begun = await Promise.all(
    [desk.agent, other, desk.agent].map((who) => who.post(`/api/tickets/${asked.ticketId}/return`, {})),
  )
  expect(begun.map(({ status }) => status).sort()).toEqual([201, 409, 409])
})
