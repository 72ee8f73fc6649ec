import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openReturnDesk, type ReturnDesk, type Shop } from '../../../tests/fixtures/asked-returns.ts'

// Each story is many requests, mails and jobs.
vi.setConfig({ testTimeout: 120_000 })

let desk: ReturnDesk
let shop: Shop
beforeAll(async () => {
  desk = await openReturnDesk({ now: '2026-03-02T09:00:00Z' })
  shop = await desk.openShop('shop')
})
afterAll(() => desk.close())

test('where returns go and what they cost by rule is set by who may, and audited', async () => {
  const terms = {
    returnAddress: 'Hof 2, 04109 Leipzig',
    currency: 'EUR',
    outboundShipping: 500,
    returnShipping: null,
    restockingCost: 0,
  }
  expect((await desk.agent.put(`/api/return-settings/terms/${shop.storeId}`, terms)).status).toBe(403)
  const set = await desk.world.first.put(`/api/return-settings/terms/${shop.storeId}`, terms)
  expect(set.body.terms).toContainEqual({ storeId: shop.storeId, storeName: 'shop', ...terms })
  const at = await desk.begin(await desk.ask(shop))
  const { step, facts } = await at.look()
  expect(step.buyerPays).toBeNull()
  expect(facts).toContainEqual({ fact: 'outboundShipping', value: 500, source: 'terms', quote: null })
  const unknown = await desk.world.first.put('/api/return-settings/limits', {
    limits: [{ roleId: shop.storeId, currency: 'EUR', amount: 1 }],
  })
  expect(unknown.body.code).toBe('returns.role-unknown')
  const kinds = await desk.world.sql(`select distinct action from audit_entries where action like 'returns.%'`)
  expect(kinds.map(({ action }: { action: string }) => action)).toContain('returns.terms-changed')
})

test('of many who set the limits at once each is heard, one after the other, and one list stands', async () => {
  const roles = (await desk.world.first.get('/api/roles')).body as { id: string }[]
  const lists = Array.from({ length: 12 }, (_, at) =>
    (at % 3 === 0 ? [] : roles.slice(at % 2, 3)).map(({ id }) => ({ roleId: id, currency: 'EUR', amount: 100 + at })),
  )
  const answers = await Promise.all(
    lists.map((limits) => desk.world.first.put('/api/return-settings/limits', { limits })),
  )
  expect(answers.map(({ status }) => status)).toEqual(lists.map(() => 200))
  const stands = await desk.world.sql('select role_id from return_limits order by role_id')
  const set = stands.map(({ role_id }: { role_id: string }) => role_id)
  expect(lists.map((list) => list.map(({ roleId }) => roleId).sort())).toContainEqual(set)
  await desk.world.first.put('/api/return-settings/limits', { limits: [] })
})

test('the list goes on by key where it stopped: the most pressing first, those without a clock last, ended ones newest first', async () => {
  const amazon = await desk.openShop('amazon', 'listed')
  const begin = async () => (await desk.begin(await desk.ask(amazon))).id
  const due: string[] = []
  for (let at = 0; at < 3; at += 1) {
    due.push(await begin())
    desk.world.clock.advance(3_600_000)
  }
  const waiting = await desk.begin(await desk.ask(amazon))
  await waiting.goOn()
  const ids = async (query: string) => {
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await desk.agent.get(`/api/returns?storeId=${amazon.storeId}&limit=2${query}${after}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    return seen
  }
  expect(await ids('')).toEqual([...due, waiting.id])
  expect(await ids('&stage=waiting')).toEqual([waiting.id])
  expect(await ids('&letters=0')).toEqual(due)
  const supervisor = await desk.world.as('supervisor')
  for (const id of due) {
    desk.world.clock.advance(60_000)
    const { revision } = (await supervisor.get(`/api/returns/${id}`)).body
    const end = { event: 'end', revision, outcome: 'withdrawn', reason: 'The buyer rang' }
    expect((await supervisor.post(`/api/returns/${id}/decisions`, end)).status).toBe(200)
  }
  expect(await ids('&ended=true')).toEqual(due.toReversed())
  expect(await ids('&outcome=refunded')).toEqual([])
  expect((await desk.agent.get('/api/returns?after=broken')).status).toBe(400)
})

test('a customer who is forgotten leaves no word, tracking number or picture in their return; asked for, it is handed over', async () => {
  const asked = await desk.ask(shop, { subType: 'damaged', photos: ['broken.png'], text: 'My lamp came broken.' })
  const at = await desk.begin(asked)
  await desk.agent.put(`/api/returns/${at.id}/label`, {
    carrier: 'DHL',
    tracking: 'JD0146',
    url: 'https://labels.test/1',
  })
  const uploadIds = [await desk.upload('back.png')]
  const note = 'Emily rang about it'
  await desk.agent.put(`/api/returns/${at.id}/grading`, { condition: 'damaged', note, uploadIds })
  await at.decide('ask-approval', { option: 'keep-item', note: 'Emily is kind' })
  const customerId = (await desk.agent.get(`/api/tickets/${asked.ticketId}`)).body.customer.id
  const { exportReturns } = await import('./service.erasure.ts')
  const { tables } = await exportReturns(desk.world.context(), { customerId } as never)
  expect(tables.returns).toMatchObject([{ sku: 'LAMP-1', condition: 'damaged', note, trackingNumber: 'JD0146' }])

  const words = async () =>
    JSON.stringify(
      await desk.world.sql(
        `select r.approval, r.buyer_key, p.label_tracking, p.label_url, p.note, p.photos, s.because
          from return_requests r join return_parcels p on p.request_id = r.id left join return_stops s on s.request_id = r.id
          where r.id = $1`,
        [at.id],
      ),
    )
  expect(await words()).toContain('Emily')
  const { eraseReturns, filesOfReturns } = await import('./service.erasure.ts')
  const [{ sha256 }] = await desk.world.sql(
    `select photos -> 0 ->> 'sha256' as sha256 from return_parcels where request_id = $1`,
    [at.id],
  )
  expect(await filesOfReturns(desk.world.context(), [sha256, 'other'])).toEqual([sha256])
  const { files } = await eraseReturns(desk.world.context(), { customerId } as never)
  expect(files).toEqual([sha256])
  for (const gone of ['Emily', 'JD0146', 'labels.test', 'back.png', customerId])
    expect(await words()).not.toContain(gone)
  expect(await at.look()).toMatchObject({ stage: 'choice', approval: null })
})
