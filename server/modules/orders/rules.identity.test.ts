import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineKeys, unitKey } from './rules.identity.ts'
import type { ReturnRow } from './schema.rows.ts'

const row = (orderNumber: string, sku: string, lineId: string | null, occurrence = 1) => ({
  orderNumber,
  sku,
  lineId,
  occurrence,
})

describe('which line a row tells of', () => {
  test('without ids the lines of a SKU are told apart by which of them it is', () => {
    expect(lineKeys([], [row('1', 'CHAIR', null, 1), row('1', 'CHAIR', null, 2), row('2', 'CHAIR', null, 1)])).toEqual([
      'CHAIR#1',
      'CHAIR#2',
      'CHAIR#1',
    ])
  })

  test('an id is learned by the line that was known without one, and found again by it', () => {
    const known = [{ orderNumber: '1', lineKey: 'CHAIR#1', lineId: null, sku: 'CHAIR' }]
    expect(lineKeys(known, [row('1', 'CHAIR', 'a'), row('1', 'CHAIR', 'b'), row('1', 'CHAIR', 'a')])).toEqual([
      'CHAIR#1',
      'CHAIR#2',
      'CHAIR#1',
    ])
  })

  test('a report without ids meets the lines that one with ids has told of', () => {
    const known = [
      { orderNumber: '1', lineKey: 'CHAIR#1', lineId: 'a', sku: 'CHAIR' },
      { orderNumber: '1', lineKey: 'CHAIR#2', lineId: 'b', sku: 'CHAIR' },
    ]
    expect(
      lineKeys(known, [row('1', 'CHAIR', null, 1), row('1', 'CHAIR', null, 2), row('1', 'CHAIR', null, 3)]),
    ).toEqual(['CHAIR#1', 'CHAIR#2', 'CHAIR#3'])
  })

  test('however often and in whatever batches a report is read, it tells of the same lines', () => {
    const rows = fc
      .array(fc.record({ order: fc.constantFrom('1', '2'), sku: fc.constantFrom('A', 'B'), id: fc.boolean() }), {
        maxLength: 30,
      })
      .map((lines) => {
        const met = new Map<string, number>()
        return lines.map(({ order, sku, id }, at) => {
          const nth = (met.get(`${order} ${sku} ${id}`) ?? 0) + 1
          met.set(`${order} ${sku} ${id}`, nth)
          return row(order, sku, id ? `line ${at}` : null, nth)
        })
      })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 30 }), (rows, cut) => {
        const remembered = (keys: readonly string[], of: typeof rows) => {
          const known = new Map<string, Parameters<typeof lineKeys>[0][number]>()
          for (const [at, { orderNumber, sku, lineId }] of of.entries()) {
            const lineKey = keys[at] ?? ''
            const before = known.get(`${orderNumber} ${lineKey}`)
            known.set(`${orderNumber} ${lineKey}`, {
              orderNumber,
              lineKey,
              sku,
              lineId: lineId ?? before?.lineId ?? null,
            })
          }
          return [...known.values()]
        }
        const whole = lineKeys([], rows)
        expect(lineKeys(remembered(whole, rows), rows)).toEqual(whole)
        const first = rows.slice(0, cut)
        const firstKeys = lineKeys([], first)
        expect([...firstKeys, ...lineKeys(remembered(firstKeys, first), rows.slice(cut))]).toEqual(whole)
      }),
    )
  })
})

describe('which unit a row of a returns report tells of', () => {
  const fba = {
    source: 'fba',
    orderNumber: '1',
    sku: 'CHAIR',
    returnedAt: '2026-06-05T15:31:40Z',
    reason: 'DEFECTIVE',
    licencePlate: 'LPN1',
    rma: null,
    occurrence: 1,
    status: '',
  } as ReturnRow

  test('the one with its licence plate, whatever has become of it', () => {
    expect(unitKey({ ...fba, status: 'Reimbursed', reason: 'UNWANTED_ITEM', occurrence: 2 })).toBe(unitKey(fba))
    expect(unitKey({ ...fba, licencePlate: 'LPN2' })).not.toBe(unitKey(fba))
  })

  test('without a plate, what came back when and why, and which of several alike', () => {
    const bare = { ...fba, licencePlate: null }
    expect(unitKey({ ...bare, status: 'Reimbursed' })).toBe(unitKey(bare))
    for (const other of [{ occurrence: 2 }, { reason: 'UNWANTED_ITEM' }, { sku: 'TABLE' }, { orderNumber: '2' }])
      expect(unitKey({ ...bare, ...other })).not.toBe(unitKey(bare))
  })

  test('of MFN the same RMA, SKU and order, though its date or reason is put right', () => {
    const mfn = { ...fba, source: 'mfn' as const, licencePlate: null, rma: 'D1' }
    expect(unitKey({ ...mfn, reason: 'CR-DEFECTIVE', returnedAt: '2026-07-01T00:00:00Z' })).toBe(unitKey(mfn))
    expect(unitKey({ ...mfn, rma: 'D2' })).not.toBe(unitKey(mfn))
  })
})
