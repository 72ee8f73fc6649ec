import { afterAll, beforeAll, expect, test } from 'vitest'
import { orderRow, returnRow } from '../../../tests/fixtures/order-rows.ts'
import { type Caller, openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { findOrCreateCustomer } from './index.ts'

let world: World
let auditor: Caller
const made: Record<string, string> = {}
/** What tells who somebody is or where they live; each stands in one place only. */
const canaries = {
  name: 'Zyxwvut Canaryworth',
  email: 'zyxwvut.canary@mail.test',
  twin: 'zyxwvut.canary+tag@mail.test',
  phone: '+49 30 98765432',
  city: 'Canarytown',
  postal: '98765',
  note: 'Canarynote',
  reason: 'Canaryreason',
  comment: 'Canarycomment',
  proof: 'Canaryproof',
}

beforeAll(async () => {
  world = await openWorld()
  auditor = await world.as('auditor')
  const store = (await createStore(world.context(), { name: 'Nordhaus', marketplace: 'amazon-de' })).id
  const { name, email } = canaries
  const fields = {
    subject: 'A lamp',
    text: 'It is broken',
    channelKind: 'phone',
    storeId: store,
    buyer: { name, email },
  }
  made.ticket = (await world.first.post('/api/tickets', fields)).body.id
  made.customer = (await findOrCreateCustomer(world.context(), { kind: 'email', address: email })).id
  made.twin = (await findOrCreateCustomer(world.context(), { kind: 'email', address: canaries.twin, name })).id
  const alias = { kind: 'amazon-alias', address: 'canaryalias@marketplace.amazon.de', storeId: store, name } as const
  made.merged = (await findOrCreateCustomer(world.context(), alias)).id
  const caller = await findOrCreateCustomer(world.context(), { kind: 'phone', address: canaries.phone, name })
  made.caller = caller.id
  const change = { notes: canaries.note, vip: true, vipReason: canaries.reason, specialNeeds: canaries.note }
  await world.first.patch(`/api/customers/${made.customer}`, { ...change, preferences: canaries.note })
  const consent = { purpose: 'survey', state: 'given', source: 'phone', note: canaries.proof }
  await taken(`/api/customers/${made.customer}/consents`, consent)
  const [one, other] = [await read(made.customer), await read(made.merged)]
  const seen = { this: one.updatedAt, other: other.updatedAt }
  const merge = { otherId: made.merged, fields: {}, reason: canaries.reason, seen }
  await taken(`/api/customers/${made.customer}/merge`, merge)
  const place = { buyerName: name, buyerAddress: email, city: canaries.city, postalCode: canaries.postal }
  await taken('/api/orders/rows', { storeId: store, rows: [orderRow('C-1', place)] })
  const back = [returnRow('C-1', { comments: canaries.comment })]
  await taken('/api/returned-units/rows', { storeId: store, rows: back })
  made.order = (await world.first.get('/api/orders')).body.items[0].id
})
afterAll(() => world.close())

const taken = async (url: string, body: object) =>
  expect([url, (await world.first.post(url, body)).status]).toEqual([url, 200])
const read = async (id = '') => (await world.first.get(`/api/customers/${id}`)).body
const routes = (): string[] => [
  '/api/customers',
  '/api/customers?search=zyxwvut',
  ...['', '/history', '/standing', '/consents', '/duplicates', '/merges'].map(
    (path) => `/api/customers/${made.customer}${path}`,
  ),
  `/api/customers/${made.customer}/likeness?otherId=${made.twin}`,
  `/api/customers/${made.caller}`,
  '/api/orders',
  `/api/orders/${made.order}`,
  '/api/orders/by-number/C-1',
  '/api/tickets?view=all',
  `/api/tickets/${made.ticket}`,
  `/api/tickets/${made.ticket}/messages`,
]

test('no route hands a buyer’s data to somebody who may reveal nothing', async () => {
  for (const url of routes()) {
    const { status, body } = await auditor.get(url)
    expect([url, status]).toEqual([url, 200])
    const told = JSON.stringify(body)
    const leaks = [...Object.values(canaries), 'Zyxwvut', 'Canary', 'canaryalias', '98765432'].filter((word) =>
      told.includes(word),
    )
    expect([url, leaks]).toEqual([url, []])
  }
  for (const url of [`/api/customers/${made.customer}?reveal=true`, `/api/orders/${made.order}?reveal=true`])
    expect((await auditor.get(url)).status).toBe(403)
})

test('whoever may reveal sees addresses only on purpose, record by record, and that is written down', async () => {
  const agent = await world.as('agent')
  for (const url of routes()) {
    const { status, body } = await agent.get(url)
    expect([url, status]).toEqual([url, 200])
    if (url.includes('/messages')) continue
    for (const word of [canaries.email, canaries.twin, canaries.city, '98765432', 'canaryalias'])
      expect([url, JSON.stringify(body).includes(word)]).toEqual([url, false])
  }
  const customer = await agent.get(`/api/customers/${made.customer}?reveal=true`)
  expect(JSON.stringify(customer.body)).toContain(canaries.email)
  const order = await agent.get(`/api/orders/${made.order}?reveal=true`)
  expect(JSON.stringify(order.body)).toContain(canaries.city)
  const rows = await world.sql(
    `select action, subject_id from audit_entries where actor_id = $1 and action like '%.revealed' order by sequence`,
    [agent.memberId],
  )
  expect(rows).toEqual([
    { action: 'customers.revealed', subject_id: made.customer },
    { action: 'orders.revealed', subject_id: made.order },
  ])
})
