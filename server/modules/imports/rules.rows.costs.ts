import { Reading, type RowReader } from './rules.rows.reading.ts'
import type { Column, Conventions, CostRow } from './schema.ts'

/** From when a cost holds that says nothing of it: before any order that is imported. */
const ALWAYS = '2000-01-01'

/** Reads the rows of a seller's table of costs. */
export function costReader(columns: readonly Column[], conventions: Conventions): RowReader<CostRow> {
  const reading = new Reading(columns, conventions)
  const place = (field: string) => reading.place(field)
  const at = {
    ...{ sku: place('sku'), asin: place('asin'), title: place('title'), category: place('category') },
    ...{ unitCost: place('unitCost'), currency: place('currency'), validFrom: place('validFrom') },
  }
  return (cells, row) => {
    reading.begin(cells, row)
    const sku = reading.needed(at.sku, 120)
    const currency = reading.currency(at.currency, at.unitCost)
    const unitCost = reading.amount(at.unitCost, currency)
    if (unitCost === null && !reading.faults?.some(({ code }) => code === 'no-amount')) {
      reading.fault(at.unitCost, 'missing', '')
    }
    if (unitCost !== null && unitCost < 0) reading.fault(at.unitCost, 'negative', String(unitCost))
    const read: CostRow = {
      sku,
      asin: reading.optional(at.asin, 20),
      title: reading.text(at.title, 500),
      category: reading.text(at.category, 120),
      unitCost: unitCost ?? 0,
      currency,
      validFrom: reading.day(at.validFrom) ?? ALWAYS,
    }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}
