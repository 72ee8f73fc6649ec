import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shipmentRow } from '../../../tests/fixtures/money-rows.ts'
import { returnRow } from '../../../tests/fixtures/order-rows.ts'
import { openWorld, type World } from '../../../tests/world.ts'
import { createStore } from '../stores/index.ts'
import { bookLosses, reverseLosses } from './index.ts'
import { dayAfter, monthAfter, monthOf, weekOf } from './rules.days.ts'
import { type Grain, grainsKept, keeps, keepsOf, type Level, sidesKept } from './rules.levels.ts'
import { nothing } from './rules.rate.ts'
import { type Grouping, sumsOf } from './store.figures.ts'
import type { LineFilter } from './store.lines.ts'

let world: World
let berlin: string
let london: string
const version = '00000000-0000-0000-0000-000000000001'
beforeAll(async () => {
  world = await openWorld()
  berlin = (await createStore(world.context(), { name: 'Nordhaus DE', marketplace: 'amazon-de' })).id
  london = (await createStore(world.context(), { name: 'Nordhaus UK', marketplace: 'amazon-uk' })).id
  const rows = ['2026-02-01', '2026-02-20'].map((day) => ({ day, from: 'EUR', to: 'CNY', rate: '8', source: 'test' }))
  await world.first.post('/api/currency-rates/rows', { rows })
  // Something of everything, most of it added up and the rest waiting.
  await cost('P-1', 4_000, 'group 1')
  await cost('P-2', 3_000, 'group 0')
  for (let turn = 0; turn < 48; turn++) {
    const at = `${dayAfter('2026-01-10', turn)}T12:00:00Z`
    const sku = `P-${1 + (turn % 3)}`
    if (turn % 4 === 0) await ship(`T-${turn}`, { sku, quantity: 1 + (turn % 2), shippedAt: at, reportedAt: at })
    await book(`told ${turn}`, { sku, at: new Date(at), amount: 100 + turn, orderNumber: `T-${turn}` }, turn)
    if (turn === 36) await world.work()
  }
})
afterAll(() => world.close())

const cost = (sku: string, unitCost: number, category: string) =>
  world.first.post('/api/products/costs', {
    rows: [{ sku, validFrom: '2026-01-01', unitCost, currency: 'CNY', category }],
  })
const ship = (number: string, change: object) =>
  world.first.post('/api/shipments/rows', { storeId: berlin, rows: [shipmentRow(number, change)] })
/** Books a loss whose store, reason, quality, fault and policy are told by a number. */
const book = (
  key: string,
  { sku, at, amount, orderNumber }: { sku: string; at: Date; amount: number; orderNumber: string },
  told: number,
) =>
  bookLosses(world.context(), {
    ...{ key, returnRequestId: null, storeId: told % 3 === 0 ? london : berlin, orderNumber, sku },
    ...{ reason: told % 5 < 3 ? 'damaged' : 'late', isQuality: told % 2 === 0, fault: told % 5 < 2 ? 'carrier' : null },
    policyVersionId: told % 7 < 3 ? version : null,
    ...{ bookedAt: at, currency: 'EUR', source: { kind: 'act', id: 'x' } },
    lines: [
      { kind: 'refund', amount },
      { kind: 'resale-value', amount: -1 - (told % 28) },
    ],
  })
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
          await book(`own ${which}`, { sku, at: new Date(at), amount, orderNumber: `P-${which}` }, day)
      }
      await expectFiguresToBeSums()
      await world.work()
      await expectFiguresToBeSums()
    }),
    { numRuns: 12 },
  )
})

const noId = '00000000-0000-0000-0000-000000000000'
const flags = (level: Level) => keeps.map((keep) => keepsOf(level).has(keep)).join(', ')
const levelRows = sidesKept.map(({ level, side }) => `('${level}', '${side}', ${flags(level)})`).join(', ')
const grainRows = grainsKept.map(({ level, grain }) => `('${level}', '${grain}')`).join(', ')
const cutBy = 'level, grain, start, store_id, category, sku, reason, fault, policy_version_id'
const measures = [
  ...['loss', 'loss_without_quality', 'lines', 'losses_without_rate', 'losses_without_cost', 'cost', 'parcels'],
  ...['shipped_without_rate', 'shipped_without_cost'],
]
/** Rows of `from` on all levels and steps, their sums. */
const summed = (from: string) => `
  select level, grain, start, case when st then store_id else '${noId}' end as store_id,
    case when ca then category else '' end as category, case when sk then sku else '' end as sku,
    case when re then reason else '' end as reason, case when re then fault else '' end as fault,
    case when ve then policy_version_id else '${noId}' end as policy_version_id,
    coalesce(sum(amount) filter (where side = 'loss'), 0) as loss,
    coalesce(sum(amount) filter (where side = 'loss' and quality <> 'yes'), 0) as loss_without_quality,
    coalesce(sum(items) filter (where side = 'loss'), 0) as lines,
    coalesce(sum(without_rate) filter (where side = 'loss'), 0) as losses_without_rate,
    coalesce(sum(without_cost) filter (where side = 'loss'), 0) as losses_without_cost,
    coalesce(sum(amount) filter (where side = 'shipped'), 0) as cost,
    coalesce(sum(items) filter (where side = 'shipped'), 0) as parcels,
    coalesce(sum(without_rate) filter (where side = 'shipped'), 0) as shipped_without_rate,
    coalesce(sum(without_cost) filter (where side = 'shipped'), 0) as shipped_without_cost
  from (${from}) rows cross join lateral (values ('day', day), ('week', date_trunc('week', day)::date),
    ('month', date_trunc('month', day)::date), ('cohort', order_month)) g (grain, start)
  join (values ${levelRows}) l (level, side, st, ca, sk, re, ve) using (side)
  join (values ${grainRows}) gs (level, grain) using (level, grain)
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9`

/** What is lost and sent out, each row of the ledger told as the rows that wait to be added. */
const told = `
  select 'loss' as side, day, order_month, store_id, sku, category, reason, fault, policy_version_id, quality,
    coalesce(base_amount, 0) as amount, sign as items,
    case when base_amount is null and amount is not null then sign else 0 end as without_rate,
    case when amount is null then sign else 0 end as without_cost from loss_lines
  union all
  select 'shipped', day, order_month, store_id, sku, category, '', '', '${noId}', 'unknown', coalesce(base_amount, 0), 1,
    case when base_amount is null and amount is not null then 1 else 0 end,
    case when amount is null then 1 else 0 end from shipped_costs`

/** All levels and steps, with what waits to be added, against the lines and parcels themselves. */
async function expectFiguresToBeSums(): Promise<void> {
  const [wrong] = await world.sql(`
    with wanted as (${summed(told)}),
    there as (
      select ${cutBy}, ${measures} from loss_figures join loss_cuts using (workspace_id, cut)
      union all
      select ${cutBy}, ${measures} from (${summed('select * from loss_deltas')}) waiting),
    both_sides as (
      select ${cutBy}, ${measures} from wanted union all
      select ${cutBy}, ${measures.map((each) => `-${each}`)} from there)
    select (select count(*)::int from wanted) as wanted, (select count(*)::int from (
      select 1 from both_sides group by ${cutBy}
      having ${measures.map((each) => `sum(${each}) <> 0`).join(' or ')}) x) as n`)
  expect(wrong.wanted).toBeGreaterThan(0)
  expect(wrong.n).toBe(0)
}

const days = fc.integer({ min: 0, max: 70 }).map((after) => dayAfter('2026-01-05', after))
const question = fc.record({
  grain: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'cohort' as const),
  first: days,
  length: fc.integer({ min: 0, max: 60 }),
  groupBy: fc.constantFrom<Grouping>(
    ...(['start', 'store', 'category', 'sku', 'reason', 'fault', 'policyVersion', 'nothing'] as const),
  ),
  filter: fc.record(
    {
      storeIds: fc
        .constantFrom('berlin', 'both')
        .map((which) => () => (which === 'both' ? [berlin, london] : [berlin])),
      category: fc.constantFrom('group 0', 'group 1', ''),
      sku: fc.constantFrom('P-1', 'P-2', 'P-3'),
      reason: fc.constantFrom('damaged', 'late', ''),
      fault: fc.constantFrom('carrier', ''),
      policyVersionId: fc.constantFrom(noId, version),
    },
    { requiredKeys: [] },
  ),
})

test('whatever is asked, added up or not, the answer is what is lost and sent out, row by row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(question, { minLength: 20, maxLength: 20 }), async (questions) => {
      for (const { grain, first, length, groupBy, filter } of questions) {
        const { storeIds, ...cuts } = filter
        const step = stepOf(grain, first, dayAfter(first, length))
        const asked = { grain, ...step, groupBy, filter: { ...cuts, ...(storeIds && { storeIds: storeIds() }) } }
        const found = await sumsOf(world.context().db, { ...asked, limit: 1_000 })
        expect(byName(found.map((sums) => ({ ...sums })))).toEqual(byName(await answered(asked)))
      }
    }),
    { numRuns: 12 },
  )
})

/** Whole steps from a day to another. */
function stepOf(grain: Grain, from: string, until: string): { first: string; last: string; end: string } {
  if (grain === 'day') return { first: from, last: until, end: until }
  const startOf = grain === 'week' ? weekOf : monthOf
  const last = startOf(until)
  return { first: startOf(from), last, end: dayAfter(grain === 'week' ? dayAfter(last, 7) : monthAfter(last), -1) }
}

const nothingOf = ({ name: _, ...sums }: Record<string, unknown>) => Object.values(sums).every((sum) => sum === 0)
/** Groups whose sums are all 0 may be told or left out. */
const byName = (rows: readonly Record<string, unknown>[]) =>
  rows.filter((row) => !nothingOf(row)).toSorted((one, other) => (String(one.name) < String(other.name) ? -1 : 1))

interface Asked {
  readonly grain: Grain
  readonly first: string
  readonly end: string
  readonly groupBy: Grouping
  readonly filter: LineFilter
}

/** The same question asked of every row there is, one by one. */
async function answered({ grain, first, end, groupBy, filter }: Asked): Promise<Record<string, unknown>[]> {
  const rows: Told[] =
    await world.sql(`select *, day::text as day, order_month::text as order_month, amount::int as amount,
    items::int as items, without_rate::int as without_rate, without_cost::int as without_cost from (${told}) rows`)
  const groups = new Map<string, Record<string, unknown>>()
  for (const row of rows) {
    const isLoss = row.side === 'loss'
    const date = grain === 'cohort' ? row.order_month : row.day
    const isAsked =
      date >= first &&
      date <= end &&
      (filter.storeIds?.includes(row.store_id) ?? true) &&
      (filter.category ?? row.category) === row.category &&
      (filter.sku ?? row.sku) === row.sku &&
      (!isLoss ||
        ((filter.reason ?? row.reason) === row.reason &&
          (filter.fault ?? row.fault) === row.fault &&
          (filter.policyVersionId ?? row.policy_version_id) === row.policy_version_id))
    if (!isAsked) continue
    const start = { day: date, week: weekOf(date), month: monthOf(date), cohort: date }[grain]
    const name = {
      ...{ start, store: row.store_id, category: row.category, sku: row.sku, reason: row.reason, fault: row.fault },
      ...{ policyVersion: row.policy_version_id, nothing: '' },
    }[groupBy]
    const sums = groups.get(name) ?? { name, ...nothing }
    const add = (measure: string, amount: number) => {
      sums[measure] = Number(sums[measure]) + amount
    }
    add(isLoss ? 'loss' : 'cost', row.amount)
    if (isLoss && row.quality !== 'yes') add('lossWithoutQuality', row.amount)
    add(isLoss ? 'lines' : 'parcels', row.items)
    add(isLoss ? 'lossesWithoutRate' : 'shippedWithoutRate', row.without_rate)
    add(isLoss ? 'lossesWithoutCost' : 'shippedWithoutCost', row.without_cost)
    groups.set(name, sums)
  }
  return [...groups.values()]
}

interface Told {
  readonly side: 'loss' | 'shipped'
  readonly day: string
  readonly order_month: string
  readonly store_id: string
  readonly sku: string
  readonly category: string
  readonly reason: string
  readonly fault: string
  readonly policy_version_id: string
  readonly quality: string
  readonly amount: number
  readonly items: number
  readonly without_rate: number
  readonly without_cost: number
}
