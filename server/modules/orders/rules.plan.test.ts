import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderRow } from '../../../tests/fixtures/order-rows.ts'
import { type KnownOrderLine, type Plan, planAgain, planRows } from './rules.plan.ts'
import { toldBy } from './rules.told.ts'
import type { OrderRow } from './schema.rows.ts'

const numbers = ['A-1', 'A-2', 'A-3', 'A-4']
const days = ['2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', '2026-02-03T00:00:00Z']

const rows = fc.array(
  fc
    .record({
      orderNumber: fc.constantFrom(...numbers),
      sku: fc.constantFrom('CHAIR', 'TABLE'),
      occurrence: fc.constantFrom(1, 2),
      quantity: fc.integer({ min: 0, max: 2 }),
      lineId: fc.constantFrom(null, '77', '78'),
      changedAt: fc.constantFrom(null, ...days),
    })
    .map(({ orderNumber, ...change }) => orderRow(orderNumber, change)),
  { maxLength: 12 },
)

/** What is known once these rows have been recorded, by the plan itself. */
function knownOf(told: readonly OrderRow[]): KnownOrderLine[] {
  const { newOrders, newLines } = planRows(
    told,
    [],
    (() => {
      let next = 0
      return () => `known-${next++}`
    })(),
  )
  const orders = new Map(newOrders.map(({ id, row }) => [id, row]))
  return newLines.map(({ orderId, lineKey, told, row }) => ({
    orderId: `id of ${row.orderNumber}`,
    orderNumber: row.orderNumber,
    changedAt: momentOf(orders.get(orderId)?.changedAt ?? null),
    isRedacted: false,
    lineKey,
    lineId: row.lineId,
    sku: row.sku,
    told,
  }))
}

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** The plan without the ids that it made up, each line under its order's number. */
const shapeOf = ({ newOrders, knownOrders, newLines, knownLines }: Plan) => {
  const numbers = new Map([...newOrders, ...knownOrders].map(({ id, row }) => [id, row.orderNumber]))
  const lines = (some: Plan['newLines']) =>
    some.map(({ orderId, lineKey, told }) => [numbers.get(orderId), lineKey, told].join(' ')).sort()
  const orders = (some: Plan['newOrders']) => some.map(({ row }) => `${row.orderNumber} ${toldBy(row)}`).sort()
  return {
    newOrders: orders(newOrders),
    knownOrders: orders(knownOrders),
    newLines: lines(newLines),
    knownLines: lines(knownLines),
  }
}

const newIds = (prefix: string) => {
  let next = 0
  return () => `${prefix}-${next++}`
}

test('a plan made on what was known before is, once more is known, the plan that is made on that', () => {
  fc.assert(
    fc.property(rows, rows, rows, (given, before, meanwhile) => {
      const found = knownOf(before)
      const now = knownOf([...before, ...meanwhile])
      const ready = { rows: given, found, plan: planRows(given, found, newIds('early')) }
      expect(shapeOf(planAgain(ready, now, newIds('late')))).toEqual(shapeOf(planRows(given, now, newIds('at once'))))
    }),
    { numRuns: 2_000 },
  )
})

test('where nothing else is known the plan stays, and where an order has come only that one is planned again', () => {
  const given = [orderRow('A-1'), orderRow('A-2')]
  const plan = planRows(given, [], newIds('early'))
  expect(planAgain({ rows: given, found: [], plan }, [], newIds('late'))).toBe(plan)
  const again = planAgain(
    { rows: given, found: [], plan },
    knownOf([orderRow('A-2', { sku: 'TABLE' })]),
    newIds('late'),
  )
  expect(again.newOrders).toEqual(plan.newOrders.slice(0, 1))
  expect(again.knownOrders).toEqual([{ id: 'id of A-2', row: given[1] }])
  expect(again.newLines.map(({ orderId }) => orderId)).toEqual(['early-0', 'id of A-2'])
})
