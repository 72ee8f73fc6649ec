import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moneyRow, shipmentRow } from '../../../tests/fixtures/money-rows.ts'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import type { Context } from '../../platform/context.ts'
import { findOrCreateCustomers } from '../customers/index.ts'
import { recordMoneyRows, recordOrderRows, recordShipmentRows } from '../orders/index.ts'
import { recordCosts } from '../products/index.ts'
import { type KindName, kindNames } from './schema.ts'
import { askForLooks, listFindings } from './service.looks.ts'
import { askForRun } from './service.runs.ts'
import { listCleanups } from './service.ts'

let world: World
let context: Context
let storeIds: string[]
beforeAll(async () => {
  world = await openWorld()
  context = world.context()
  const stores = ['One', 'Two'].map((name) => world.first.post('/api/stores', { name, marketplace: 'amazon-de' }))
  storeIds = (await Promise.all(stores)).map(({ body }) => body.id)
})
afterAll(() => world.close())

const few = { maxLength: 12 }
const oneOf = <Value>(...values: Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values)
const number = fc.integer({ min: 1, max: 4 }).map(String)
const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-01-${String(at).padStart(2, '0')}`)
const store = fc.nat(1)
const people = fc.array(
  fc.record({
    name: oneOf('', 'Anna Ek', 'A. Ek', 'Anna Ek', 'Kim Dahl'),
    who: oneOf('anna', 'an.na', 'anna+1', 'anna+2', 'kim', 'kim+x', 'jo'),
    domain: oneOf('gmail.com', 'googlemail.com', 'mail.test'),
    alias: fc.option(store, { freq: 3, nil: null }),
  }),
  few,
)
const told = fc.record({
  people,
  orders: fc.array(fc.record({ number, store, hasLines: fc.boolean() }), few),
  parcels: fc.array(fc.record({ number, store }), few),
  money: fc.array(fc.record({ number, store, day, isFeed: fc.boolean(), amount: oneOf(-500, -700) }), {
    maxLength: 20,
  }),
  costs: fc.array(fc.record({ sku: fc.constantFrom('A', 'B'), day, unitCost: fc.integer({ min: 1, max: 2 }) }), few),
})
type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never

const anna = { name: 'Anna Ek', domain: 'gmail.com', alias: null }
const refund = { number: '1', store: 0, amount: -500 }
/** What each of these kinds is found in, whatever chance brings. */
const everyKind: Told = {
  people: ['anna', 'anna+1', 'an.na', 'kim'].map((who) => ({ ...anna, who })),
  orders: [
    { number: '1', store: 0, hasLines: true },
    { number: '2', store: 1, hasLines: false },
  ],
  parcels: [{ number: '3', store: 0 }],
  money: [
    { ...refund, day: '2026-01-01', isFeed: true },
    { ...refund, day: '2026-01-09', isFeed: true },
    { ...refund, day: '2026-01-05', isFeed: false },
    { ...refund, day: '2026-01-05', isFeed: false, number: '4' },
  ],
  costs: [
    { sku: 'A', day: '2026-01-01', unitCost: 1 },
    { sku: 'A', day: '2026-01-02', unitCost: 1 },
    { sku: 'B', day: '2026-01-01', unitCost: 1 },
  ],
}

/** Each round's numbers and addresses are its own, so that none stands in the way of another. */
async function tell({ people, orders, parcels, money, costs }: Told, round: number): Promise<void> {
  const of = (at: number): string => storeIds[at] ?? ''
  const senders = people.map(({ name, who, domain, alias }) => ({
    ...{
      kind: alias === null ? ('email' as const) : ('amazon-alias' as const),
      name,
      address: `r${round}${who}@${domain}`,
    },
    ...(alias !== null && { storeId: of(alias) }),
  }))
  for (const sender of senders) await findOrCreateCustomers(context, [sender])
  for (const { number, store } of orders) await recordOrderRows(context, of(store), [orderRow(`${round}-${number}`)])
  for (const { number, hasLines } of orders)
    if (!hasLines)
      await world.sql('delete from order_lines where order_id in (select id from orders where number = $1)', [
        `${round}-${number}`,
      ])
  for (const { number, store } of parcels)
    await recordShipmentRows(context, of(store), [shipmentRow(`${round}-${number}`)])
  for (const [at, { number, store, day, isFeed, amount }] of money.entries())
    await recordMoneyRows(context, of(store), [
      moneyRow(`${round}-${number}`, {
        ...{ kind: 'refund', amount, bookedAt: `${day}T00:00:00Z`, references: [String(at)] },
        ...{ source: isFeed ? 'refund-feed' : 'settlement', settlementId: isFeed ? null : '1' },
      }),
    ])
  await recordCosts(
    context,
    costs.map(({ sku, day, unitCost }) => ({ sku: `${round}${sku}`, validFrom: day, unitCost, currency: 'CNY' })),
  )
  await world.sql(`delete from product_costs where product_id in (select id from products where sku = $1)`, [
    `${round}B`,
  ])
}

async function counted(kind: KindName): Promise<number> {
  await askForLooks(context, [kind])
  await world.work()
  const found = (await listCleanups(context)).find((each) => each.kind === kind)?.look
  expect(found?.status).toBe('done')
  return found?.found ?? 0
}

test('of whatever there is, as much is cleaned away as was counted and listed, and nothing of it is found again', async () => {
  let round = 0
  const seen = new Map<KindName, number>()
  await fc.assert(
    fc.asyncProperty(told, async (rows) => {
      round += 1
      await tell(rows, round)
      world.clock.advance(400 * 86_400_000)
      for (const kind of kindNames) {
        const found = await counted(kind)
        const listed = await listFindings(context, kind, { limit: 100 })
        expect([kind, listed.items.length]).toEqual([kind, found])
        if (kind === 'alike-customers' || found === 0) continue
        const { id } = await askForRun(context, kind, { keys: null, expected: found })
        await world.work()
        const [run] = await world.sql('select status, cleaned, kept from cleanup_runs where id = $1', [id])
        expect([kind, run]).toEqual([kind, { status: 'done', cleaned: found, kept: 0 }])
        expect([kind, await counted(kind)]).toEqual([kind, 0])
        seen.set(kind, (seen.get(kind) ?? 0) + found)
      }
    }),
    { numRuns: 4, examples: [[everyKind]] },
  )
  const kinds = ['same-customers', 'empty-customers', 'empty-orders', 'lost-shipments', 'lost-money'] as const
  for (const kind of [...kinds, 'money-told-twice', 'unused-products', 'repeated-costs'] as const)
    expect([kind, seen.has(kind)]).toEqual([kind, true])
}, 120_000)
