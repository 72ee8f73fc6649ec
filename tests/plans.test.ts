import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import {
  type Asked,
  departmentsAsked,
  everythingAsked,
  faultsOf,
  lossesAsked,
  ordersAsked,
  policiesAsked,
  returnsAsked,
} from '../bench/plans.ts'
import { createStore } from '../server/modules/stores/index.ts'
import { leaveAnomaly } from './fixtures/anomaly.ts'
import { shipmentRow } from './fixtures/money-rows.ts'
import { orderRow, returnRow } from './fixtures/order-rows.ts'
import { openWorld, type World } from './world.ts'

let world: World
let serving: pg.Client
let owner: pg.Client
let asked: Asked[]
let large: ReadonlySet<string>

/**
 * A few tickets, and a planner that is told they are a million: PostgreSQL reckons rows by how many it believes to lie in
 * a page. What it then plans is what it plans on a desk of that size; `npm run bench -- --size full` asks a real one.
 */
beforeAll(async () => {
  world = await openWorld()
  const store = await createStore(world.context(), { name: 'Kitto', marketplace: 'own-shop', signatureName: 'Kitto' })
  const [subject, orderNumber, name] = ['My lamp', 'K-1000001', 'Anna Bauer']
  const buyer = { name, email: 'anna@buyer.test' }
  const letter = { subject, text: 'It arrived broken.', channelKind: 'api', storeId: store.id, buyer, orderNumber }
  const { id: ticketId } = (await world.first.post('/api/tickets', letter)).body
  await world.first.put(`/api/tickets/${ticketId}/follower`)
  const { customer } = (await world.first.get(`/api/tickets/${ticketId}`)).body
  const consent = { purpose: 'survey', state: 'withdrawn', source: 'other' }
  await world.first.post(`/api/customers/${customer.id}/consents`, consent)
  const bought = orderRow(orderNumber, { buyerAddress: buyer.email })
  await world.first.post('/api/orders/rows', { storeId: store.id, rows: [bought] })
  await world.first.post('/api/returned-units/rows', { storeId: store.id, rows: [returnRow(orderNumber)] })
  const wanted = { facts: { reason: 'no-reason', isInPolicy: true, condition: 'original', daysSinceDelivery: 3 } }
  expect((await world.first.post(`/api/tickets/${ticketId}/return`, wanted)).status).toBe(201)
  asked = [
    ...everythingAsked({ ticketId, storeId: store.id, customerName: 'anna', orderNumber }),
    ...ordersAsked(customer.id),
    ...returnsAsked(store.id),
    ...departmentsAsked({ ticketId, ...(await askedOfDepartments(ticketId)) }),
    ...lossesAsked({ storeId: store.id, sku: 'CHAIR-OAK', bookingId: await bookedLoss(store.id, orderNumber) }),
    ...policiesAsked(await policyWithDraft()),
  ]
  large = await believeLarge()
  const [{ database }] = await world.sql('select current_database() as database')
  const at = (url: string) => new pg.Client({ connectionString: url.replace(/\/[^/]*$/, `/${database}`) })
  const { url, servingUrl } = inject('postgres')
  ;[serving, owner] = [at(servingUrl), at(url)]
  for (const client of [serving, owner]) {
    await client.connect()
    await client.query(`select set_config('amends.workspace', $1, false)`, [world.workspaceId])
  }
})
afterAll(async () => {
  await serving.end()
  await owner.end()
  await world.close()
})

/** What the return costs, and the parcel that it came in: one of each. */
async function bookedLoss(storeId: string, orderNumber: string): Promise<string> {
  await world.first.post('/api/shipments/rows', { storeId, rows: [shipmentRow(orderNumber)] })
  await world.work()
  const [booking] = await world.sql('select id from loss_bookings limit 1')
  return booking.id
}

/** One action and one anomaly, with a day of its SKU. */
async function askedOfDepartments(ticketId: string): Promise<{ actionId: string; anomalyId: string }> {
  const fields = { name: 'Quality', field: 'quality', limitSeconds: 86_400, calendarId: null, active: true }
  const department = await world.first.post('/api/departments', { ...fields, memberIds: [world.first.memberId] })
  const wanted = { departmentId: department.body.id, title: 'Bolts', ask: 'Which steel?', ticketId }
  const { id: actionId } = (await world.first.post('/api/actions', wanted)).body
  await world.sql(
    `insert into sku_days (sku, batch, day, sent, ages, reasons) values ('CHAIR-OAK', '', '2026-02-01', 1, '{}', '{}')`,
  )
  const anomalyId = await leaveAnomaly(world.context(), 'CHAIR-OAK')
  return { actionId, anomalyId }
}

/** A policy with a version of our own, so that there is a step of it. */
async function policyWithDraft(): Promise<string> {
  const title = { en: 'Sofas', 'zh-CN': '沙发' }
  return (await world.first.post('/api/return-policies', { key: 'sofas', title, fromVersionId: null })).body.policyId
}

/** Every table that the ticket has filled; one without a page cannot be believed to hold anything. */
async function believeLarge(): Promise<Set<string>> {
  const filled = await world.sql(`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and pg_relation_size(oid) > 0
      and relname ~ '^(ticket_.*|tickets|messages|message_.*|sla_courses|clocks|customers|customer_.*|received_.*|outgoing_mails|orders|order_lines|returned_units|return_requests|loss_bookings|loss_lines|loss_cuts|loss_figures|shipped_costs|actions|action_entries|sku_days|anomalies|policy_versions|policy_version_steps)$'`)
  const names = filled.map(({ name }: { name: string }) => name)
  for (const name of names) {
    await world.sql(
      `select pg_restore_relation_stats('schemaname', 'public', 'relname', $1::text, 'relpages', 1, 'reltuples', 1000000::real)`,
      [name],
    )
    // All of them are of one workspace: it narrows nothing.
    await world.sql(
      `select pg_restore_attribute_stats('schemaname', 'public', 'relname', $1::text, 'attname', 'workspace_id',
        'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)`,
      [name],
    )
  }
  return new Set(names)
}

const faults = () => faultsOf(asked, { call: (path) => world.first.get(path), serving, owner, large, analyze: false })

describe('on a desk of a million tickets', () => {
  test('every list, search and opening is answered by its index, values known or not', async () => {
    expect(large).toContain('tickets')
    expect(await faults()).toEqual([])
  })

  test.each([
    ['tickets_by_due', 'all by due'],
    ['tickets_open_of_assignee_by_recency', 'unassigned by recency'],
    ['tickets_by_status_and_recency', 'snoozed by recency'],
    ['ticket_search_by_token', 'a rare word'],
    ['tickets_of_customer', 'tickets related to it'],
    ['returned_units_of_order', 'returns beside the orders'],
    ['orders_of_buyer', 'orders of a buyer'],
    ['customer_contacts_by_likeness', 'likely the same person'],
    ['return_requests_by_stage', 'a column of the board'],
    ['return_requests_ended', 'ended returns'],
    ['actions_by_due', 'open actions'],
    ['anomalies_by_finding', 'closed anomalies'],
    ['loss_lines_by_day', 'lines of the ledger'],
    ['loss_cuts_of_sku', 'the rate of a SKU'],
    ['policy_versions_of_policy', 'versions of a policy'],
    ['policy_version_steps_of_version', 'steps of versions'],
  ])('without %s it would be noticed', async (index, noticed) => {
    const [{ made }] = await world.sql('select pg_get_indexdef($1::regclass) as made', [index])
    await world.sql(`drop index ${index}`)
    const found = await faults()
    await world.sql(made)
    expect(found.map(({ name }) => name)).toContain(noticed)
  })
})
