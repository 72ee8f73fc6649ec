import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shipmentRow } from '../../../tests/fixtures/money-rows.ts'
import { returnRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { bookLosses, reverseLosses } from './index.ts'
import { keeps, keepsOf, kept, type Level } from './rules.levels.ts'

let world: World
let berlin: string
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  const rows = ['2026-02-01', '2026-02-20'].map((day) => ({ day, from: 'EUR', to: 'CNY', rate: '8', source: 'test' }))
  await world.first.post('/api/currency-rates/rows', { rows })
})
afterAll(() => world.close())

const cost = (sku: string, unitCost: number, category: string) =>
  world.first.post('/api/products/costs', {
    rows: [{ sku, validFrom: '2026-01-01', unitCost, currency: 'CNY', category }],
  })
const ship = (number: string, change: object) =>
  world.first.post('/api/shipments/rows', { storeId: berlin, rows: [shipmentRow(number, change)] })
const giveBack = (number: string, change: object) =>
  world.first.post('/api/returned-units/rows', { storeId: berlin, rows: [returnRow(number, change)] })

test('after whatever is booked, reversed, restated, imported and added up, figures are what SQL makes of the lines', async () => {
  const act = fc.record({
    what: fc.constantFrom('book', 'reverse', 'import', 'ship', 'work', 'cost'),
    which: fc.integer({ min: 1, max: 3 }),
    amount: fc.integer({ min: 1, max: 10_000 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      for (const { what, which, amount, day } of acts) {
        const at = `2026-02-${String(day).padStart(2, '0')}T12:00:00Z`
        const sku = `P-${which}`
        if (what === 'work') await world.work()
        if (what === 'cost') await cost(sku, amount, `group ${amount % 2}`)
        if (what === 'ship') await ship(`P-${which}`, { sku, quantity: amount % 5, shippedAt: at, reportedAt: at })
        if (what === 'import') await giveBack(`P-${which}`, { sku, labelCost: amount, rma: 'R' })
        if (what === 'reverse') await reverseLosses(world.context(), `own ${which}`, { kind: 'act', id: 'x' })
        if (what === 'book')
          await bookLosses(world.context(), {
            ...{ key: `own ${which}`, returnRequestId: null, storeId: berlin, orderNumber: `P-${which}`, sku },
            ...{ reason: 'damaged', isQuality: day % 2 === 0, fault: null, policyVersionId: null },
            ...{ bookedAt: new Date(at), currency: 'EUR', source: { kind: 'act', id: 'x' } },
            lines: [
              { kind: 'refund', amount },
              { kind: 'resale-value', amount: -day },
            ],
          })
      }
      await expectFiguresToBeSums()
      await world.work()
      await expectFiguresToBeSums()
    }),
    { numRuns: 12 },
  )
})

const flags = (level: Level) => keeps.map((keep) => keepsOf(level).has(keep)).join(', ')
const keptRows = kept.map(({ level, grain, side }) => `('${level}', '${grain}', '${side}', ${flags(level)})`).join(', ')
/** Rows of `from` on all levels and grains, their sums. */
const summed = (from: string) => `
  select level, grain, start, side, case when st then store_id end as store_id, case when ca then category end as category,
    case when sk then sku end as sku, case when re then reason end as reason, case when re then fault end as fault,
    case when ve then policy_version_id end as version, quality, sum(amount) as amount, sum(items) as items
  from (${from}) rows cross join lateral (values ('day', day), ('week', date_trunc('week', day)::date),
    ('month', date_trunc('month', day)::date), ('cohort', order_month)) g (grain, start)
  join (values ${keptRows}) l (level, grain, side, st, ca, sk, re, ve) using (grain, side)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`

/** All levels and grains, with what waits to be added, against the lines and parcels themselves. */
async function expectFiguresToBeSums(): Promise<void> {
  const columns = 'day, order_month, store_id, sku, category, reason, fault, policy_version_id, quality'
  const [wrong] = await world.sql(`
    with wanted as (${summed(`
      select 'loss' as side, ${columns}, coalesce(base_amount, 0) as amount, sign as items from loss_lines
      union all
      select 'shipped', day, order_month, store_id, sku, category, '', '', '00000000-0000-0000-0000-000000000000', 'unknown',
        coalesce(base_amount, 0), 1 from shipped_costs`)}),
    waiting as (${summed(`select side, ${columns}, amount, items from loss_deltas`)}),
    there as (
      select level, grain, start, side, store_id, category, sku, reason, fault, version, quality, sum(amount) as amount,
        sum(items) as items
      from (
        select level, grain, start, side, case when st then store_id end as store_id, case when ca then category end as category,
          case when sk then sku end as sku, case when re then reason end as reason, case when re then fault end as fault,
          case when ve then policy_version_id end as version, quality, amount, items
        from loss_figures join (values ${keptRows}) l (level, grain, side, st, ca, sk, re, ve) using (level, grain, side)
        union all
        select * from waiting) x
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    both_sides as (
      select * from wanted union all
      select level, grain, start, side, store_id, category, sku, reason, fault, version, quality, -amount, -items from there)
    select (select count(*)::int from wanted) as wanted, (select count(*)::int from (
      select 1 from both_sides group by level, grain, start, side, store_id, category, sku, reason, fault, version, quality
      having sum(amount) <> 0 or sum(items) <> 0) x) as n`)
  expect(wrong.wanted).toBeGreaterThan(0)
  expect(wrong.n).toBe(0)
}
