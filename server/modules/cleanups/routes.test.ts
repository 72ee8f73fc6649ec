import { afterAll, beforeAll, expect, test } from 'vitest'
import { feedbackRow } from '../../../tests/fixtures/feedback-rows.ts'
import { moneyRow, shipmentRow } from '../../../tests/fixtures/money-rows.ts'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { uploadOf } from '../../../tests/fixtures/upload.ts'
import { type Answer, type Caller, openWorld, type World } from '../../../tests/world.ts'
import { receive } from '../channels/index.ts'
import { findOrCreateCustomer } from '../customers/index.ts'
import { permissions } from '../index.ts'
import type { KindName } from './schema.ts'

let world: World
let store: string
const asked = ['stores', 'channels', 'customers', 'products', 'orders', 'imports'].flatMap((part) =>
  [...permissions].filter((permission) => permission.startsWith(`${part}.`)),
)
/** Sessions end while the clock runs through the months: the administrator asks with a token. */
let boss: Pick<Caller, 'get' | 'post' | 'put' | 'patch'>
beforeAll(async () => {
  world = await openWorld({ now: '2025-06-02T09:00:00Z' })
  const authorization = `Bearer ${await world.token([...asked, 'cleanups.run', 'audit.read'])}`
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object, further = {}) => {
    const headers = { authorization, ...further }
    const reply = await world.app.inject({ method, url, headers, ...(payload && { payload }) })
    const isJson = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
  }
  boss = {
    get: (url) => send('GET', url),
    post: (url, body, headers) => send('POST', url, body, headers),
    put: (url, body) => send('PUT', url, body),
    patch: (url, body) => send('PATCH', url, body),
  }
  store = ok(await boss.post('/api/stores', { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
})
afterAll(() => world.close())

const ok = ({ status, body }: Answer): Answer['body'] => {
  expect([200, 201, body]).toContain(status)
  return body
}
const tell = async (what: string, rows: readonly object[]) =>
  ok(await boss.post(`/api/${what}/rows`, { storeId: store, rows }))
const look = async (...kinds: KindName[]) => {
  ok(await boss.post('/api/cleanups/looks', { kinds }))
  await world.work()
}
const standing = async (kind: KindName) =>
  ok(await boss.get('/api/cleanups')).items.find((each: { kind: string }) => each.kind === kind)
const findings = async (kind: KindName, query = '') =>
  ok(await boss.get(`/api/cleanups/${kind}/findings${query}`)).items
const cleaned = async (kind: KindName, expected: number, keys: readonly string[] | null = null) => {
  const run = ok(await boss.post(`/api/cleanups/${kind}/runs`, { keys, expected }))
  await world.work()
  return ok(await boss.get('/api/cleanup-runs')).items.find(({ id }: { id: string }) => id === run.id)
}
const undone = async (run: { id: string }) => {
  ok(await boss.post(`/api/cleanup-runs/${run.id}/undo`))
  await world.work()
  return ok(await boss.get('/api/cleanup-runs')).items.find(({ id }: { id: string }) => id === run.id)
}
const customer = (address: string, name: string, kind: 'email' | 'amazon-alias' = 'email') =>
  findOrCreateCustomer(world.context(), { kind, address, name, ...(kind !== 'email' && { storeId: store }) })

test('profiles that are certainly one are merged and parted again; doubtful ones are only listed', async () => {
  const anna = await customer('anna.ek@gmail.com', 'Anna Ek')
  const again = await customer('annaek+shop@gmail.com', 'A Ek')
  await customer('jo@mail.test', 'Jo Berg')
  await customer('jo+x@mail.test', 'Kim Dahl')
  await look('same-customers', 'alike-customers')

  expect(await findings('same-customers')).toMatchObject([
    { key: again.id, title: 'A Ek', reason: 'same-address', other: { title: 'Anna Ek', thing: { id: anna.id } } },
  ])
  expect(await findings('alike-customers')).toMatchObject([{ title: 'Kim Dahl', reason: 'doubt-other-name' }])
  const refused = await boss.post('/api/cleanups/alike-customers/runs', { keys: null, expected: 1 })
  expect(refused.body.code).toBe('cleanups.only-listed')

  const run = await cleaned('same-customers', 1)
  expect(run).toMatchObject({ status: 'done', chosen: 1, cleaned: 1, kept: 0, mayUndo: true })
  expect(ok(await boss.get(`/api/customers/${again.id}`)).id).toBe(anna.id)
  expect((await standing('same-customers')).look).toMatchObject({ status: 'done', found: 0 })

  expect((await undone(run)).undo).toMatchObject({ status: 'done', undone: 1 })
  expect(ok(await boss.get(`/api/customers/${again.id}`)).id).toBe(again.id)
  expect((await standing('same-customers')).look.found).toBe(1)
  expect((await boss.post(`/api/cleanup-runs/${run.id}/undo`)).body.code).toBe('cleanups.not-undoable')
})

test('an empty profile goes after its days, for good; one that bought, wrote, or of whom somebody noted something stays', async () => {
  const empty = await customer('empty@mail.test', 'Nobody')
  const noted = await customer('noted@mail.test', 'Noted')
  ok(await boss.patch(`/api/customers/${noted.id}`, { notes: 'Calls often' }))
  const buyer = await customer('k3xj0+51f0@marketplace.amazon.de', 'Emily Carter', 'amazon-alias')
  await tell('orders', [orderRow('305-1111111-1111111')])
  const receiver = { kind: 'receiver', name: 'Post', address: 'in@desk.test', storeId: null, settings: {} }
  const channelId = ok(await boss.post('/api/channels', receiver)).id
  const raw = Buffer.from('From: w@mail.test\r\nMessage-ID: <1@mail.test>\r\nSubject: Hi\r\n\r\nHi')
  await receive(world.context(), { channelId, raw, envelopeFrom: 'w@mail.test', envelopeTo: 'in@desk.test' })
  await world.work()

  world.clock.advance(179 * 86_400_000)
  await look('empty-customers')
  expect((await standing('empty-customers')).look.found).toBe(0)
  world.clock.advance(2 * 86_400_000)
  await look('empty-customers')
  const found = (await findings('empty-customers')).map(({ key }: { key: string }) => key)
  expect(found).toContain(empty.id)
  expect(found).not.toContain(noted.id)
  expect(found).not.toContain(buyer.id)

  const wrong = await boss.post('/api/cleanups/empty-customers/runs', { keys: null, expected: 99 })
  expect(wrong).toMatchObject({
    status: 409,
    body: { code: 'cleanups.count-changed', details: { count: found.length } },
  })
  expect(await cleaned('empty-customers', 1, [empty.id])).toMatchObject({ cleaned: 1, kept: 0, mayUndo: false })
  expect((await boss.get(`/api/customers/${empty.id}`)).status).toBe(404)
  expect((await customer('empty@mail.test', 'Nobody')).id).not.toBe(empty.id)
  const left = await world.sql('select count(*)::int as tickets from tickets where customer_id is not null')
  expect(left).toEqual([{ tickets: 1 }])
})

test('rows whose order never appeared are listed, exported, cleaned away, brought back, and come in again by their report', async () => {
  const number = '305-9999999-9999999'
  const rows = {
    shipments: shipmentRow(number),
    'returned-units': returnRow(number),
    'money-entries': moneyRow(number),
    'seller-feedback': feedbackRow(number),
  }
  const tellAll = async (to: string) => {
    for (const [what, row] of Object.entries(rows)) await tell(what, [{ ...row, orderNumber: to }])
  }
  await tellAll(number)
  await tellAll('305-1111111-1111111')
  world.clock.advance(91 * 86_400_000)
  const kinds = ['lost-shipments', 'lost-returns', 'lost-money', 'lost-feedback'] as const
  await look(...kinds)
  for (const kind of kinds) {
    const [only, ...others] = await findings(kind)
    expect([kind, only?.title.startsWith(number), only?.reason, others]).toEqual([kind, true, 'order-never-came', []])
    const { weighs, canUndo } = await standing(kind)
    expect(weighs).toBe(kind === 'lost-feedback' ? 'ratings' : 'loss-rate')
    expect(canUndo).toBe(kind === 'lost-shipments' || kind === 'lost-money')
  }
  const file = await boss.get('/api/cleanups/lost-money/export')
  expect(file.body).toContain(`"${number} · charge","order-never-came"`)

  const before = await world.sql('select * from shipments order by id')
  const run = await cleaned('lost-shipments', 1)
  expect(run.cleaned).toBe(1)
  expect((await undone(run)).undo.undone).toBe(1)
  expect(await world.sql('select * from shipments order by id')).toEqual(before)
  for (const kind of kinds) expect((await cleaned(kind, 1)).cleaned).toBe(1)
  for (const [what, row] of Object.entries(rows)) expect((await tell(what, [row])).added).toBe(1)
  const told = ok(await boss.get('/api/audit-entries?action=cleanups.done')).items
  expect(told[0].notes).toMatchObject({ cleaned: 1, kept: 0, askedBy: world.first.memberId })
})

test('an order without anything goes; one whose lines came since stays', async () => {
  await tell('orders', [orderRow('305-2'), orderRow('305-3')])
  await world.sql(
    `delete from order_lines where order_id in (select id from orders where number in ('305-2', '305-3'))`,
  )
  world.clock.advance(91 * 86_400_000)
  await look('empty-orders')
  expect((await standing('empty-orders')).look.found).toBe(2)
  await tell('orders', [orderRow('305-3')])
  expect(await cleaned('empty-orders', 2)).toMatchObject({ cleaned: 1, kept: 1 })
  const left = await world.sql(`select number from orders where number like '305-_' order by number`)
  expect(left).toEqual([{ number: '305-3' }])
  expect((await tell('orders', [orderRow('305-2')])).added).toBe(1)
})

test('a refund that feed and settlement tell is the settlement’s; read in again it is found again, and no second refund with it', async () => {
  const refund = { kind: 'refund' as const, amount: -2_500, settlementId: null, source: 'refund-feed' as const }
  const feed = [
    moneyRow('305-1111111-1111111', { ...refund, bookedAt: '2026-03-01T00:00:00Z' }),
    moneyRow('305-1111111-1111111', { ...refund, bookedAt: '2026-03-05T00:00:00Z' }),
  ]
  await tell('money-entries', feed)
  const booked = { ...refund, source: 'settlement' as const, settlementId: '1', bookedAt: '2026-03-03T00:00:00Z' }
  await tell('money-entries', [moneyRow('305-1111111-1111111', booked)])
  await look('money-told-twice')
  expect(await findings('money-told-twice')).toMatchObject([{ amount: -2_500, other: { title: '2026-03-03' } }])

  const run = await cleaned('money-told-twice', 1)
  expect((await standing('money-told-twice')).look.found).toBe(0)
  expect((await tell('money-entries', feed)).added).toBe(1)
  await look('money-told-twice')
  expect((await standing('money-told-twice')).look.found).toBe(1)
  expect((await undone(run)).undo).toMatchObject({ status: 'done', undone: 0 })
})

test('products that nobody used and costs that repeat go and come back; days are set and audited', async () => {
  const cost = (sku: string, validFrom: string, unitCost: number) => ({ sku, validFrom, unitCost, currency: 'CNY' })
  const rows = [cost('LAMP', '2026-01-01', 5), cost('LAMP', '2026-02-01', 5), cost('OLD', '2026-01-01', 1)]
  ok(await boss.post('/api/products/costs', { rows }))
  await world.sql(`delete from product_costs where product_id = (select id from products where sku = 'OLD')`)
  ok(await boss.put('/api/cleanups/unused-products/days', { days: 10 }))
  const noDays = await boss.put('/api/cleanups/repeated-costs/days', { days: 10 })
  expect(noDays.body.code).toBe('cleanups.no-days')
  expect((await boss.put('/api/cleanups/unused-products/days', { days: 0 })).status).toBe(400)
  world.clock.advance(11 * 86_400_000)
  await look('unused-products', 'repeated-costs')
  expect(await findings('unused-products')).toMatchObject([{ title: 'OLD', reason: 'never-used' }])
  expect(await findings('repeated-costs')).toMatchObject([{ title: 'LAMP', amount: 5, at: '2026-02-01T00:00:00.000Z' }])

  const [products, costs] = [await cleaned('unused-products', 1), await cleaned('repeated-costs', 1)]
  expect(await world.sql(`select sku from products where sku in ('OLD', 'LAMP')`)).toEqual([{ sku: 'LAMP' }])
  expect((await undone(products)).undo.undone).toBe(1)
  expect((await undone(costs)).undo.undone).toBe(1)
  expect(await world.sql(`select sku from products where sku in ('OLD', 'LAMP') order by sku`)).toHaveLength(2)
  const changed = ok(await boss.get('/api/audit-entries?action=cleanups.days-changed')).items
  expect(changed[0].changes).toMatchObject([{ field: 'days', before: 365, after: 10 }])
})

test('old files of imports and quarantined mails go with their bytes, and ended sign-ins', async () => {
  const { payload, headers } = uploadOf('old.txt', 'order-id\tpurchase-date\tsku\n1\t2026-02-01\tLAMP\n')
  ok(await boss.post('/api/imports', payload, headers))
  const [channel] = ok(await boss.get('/api/channels')).items ?? ok(await boss.get('/api/channels'))
  const raw = Buffer.from('From: x@mail.test\r\nMessage-ID: <2@mail.test>\r\n\r\naside')
  const mail = { channelId: channel.id, raw, envelopeFrom: 'x@mail.test', envelopeTo: 'in@desk.test' }
  await receive(world.context(), { ...mail, quarantine: 'too-large' as const })
  const hashes = (await world.sql(
    `select sha256 from imports union select sha256 from received_mails where status = 'quarantined'`,
  )) as { sha256: string }[]
  expect(hashes).toHaveLength(2)
  await world.sql(
    `insert into invitations (token_hash, member_id, purpose, expires_at)
    values ('\\x01', $1, 'reset', '2026-01-01')`,
    [world.first.memberId],
  )
  world.clock.advance(91 * 86_400_000)
  const kinds = ['import-files', 'quarantined-mails', 'ended-sign-ins'] as const
  ok(await boss.post('/api/cleanups/looks', { kinds }))
  await world.work()
  for (const kind of kinds) {
    const found = ok(await boss.get(`/api/cleanups/${kind}/findings`)).items
    expect([kind, found.length > 0]).toEqual([kind, true])
    ok(await boss.post(`/api/cleanups/${kind}/runs`, { keys: null, expected: found.length }))
    await world.work()
  }
  const runs = ok(await boss.get('/api/cleanup-runs?limit=3')).items
  expect(runs.map(({ chosen, cleaned }: { chosen: number; cleaned: number }) => cleaned === chosen)).toEqual([
    true,
    true,
    true,
  ])
  for (const { sha256 } of hashes) expect(await world.services.storage.has(sha256)).toBe(false)
  expect(await world.sql('select * from invitations where purpose = $1', ['reset'])).toEqual([])
})

test('it is the administrators’, and each workspace’s own', async () => {
  const agent: Caller = await world.as('agent')
  expect((await agent.get('/api/cleanups')).status).toBe(403)
  const stranger = await world.stranger()
  const seen = ok(await stranger.caller.get('/api/cleanups')).items
  expect(seen).toHaveLength(14)
  expect(seen.every(({ look, run }: { look: unknown; run: unknown }) => look === null && run === null)).toBe(true)
  const [run] = await world.sql('select id from cleanup_runs limit 1')
  expect((await stranger.caller.post(`/api/cleanup-runs/${run.id}/undo`)).status).toBe(404)
  expect(ok(await stranger.caller.get('/api/cleanup-runs')).items).toEqual([])
})

test('the way back is forgotten after thirty days', async () => {
  const cost = (validFrom: string) => ({ sku: 'LAMP', validFrom, unitCost: 5, currency: 'CNY' })
  ok(await boss.post('/api/products/costs', { rows: [cost('2026-05-01'), cost('2026-06-01')] }))
  await look('repeated-costs')
  const before = (await standing('repeated-costs')).look.found
  const [first] = await findings('repeated-costs')
  const run = await cleaned('repeated-costs', 1, [first.key])
  expect(run).toMatchObject({ chosen: 1, cleaned: 1, mayUndo: true })
  expect((await standing('repeated-costs')).look.found).toBe(before - 1)
  world.clock.advance(31 * 86_400_000)
  await world.work()
  expect(await world.sql('select 1 from cleanup_restores')).toEqual([])
  expect((await boss.post(`/api/cleanup-runs/${run.id}/undo`)).body.code).toBe('cleanups.not-undoable')
})
