import { costReader } from './rules.rows.costs.ts'
import { orderReader } from './rules.rows.orders.ts'
import type { RowReader } from './rules.rows.reading.ts'
import { returnReader } from './rules.rows.returns.ts'
import type { Column, Conventions, CostRow, OrderRow, ReturnRow, Subject } from './schema.ts'

/** The rows of each subject. */
export interface RowOf {
  orders: OrderRow
  'fba-returns': ReturnRow
  'mfn-returns': ReturnRow
  costs: CostRow
}

/**
 * Reads the rows of one file, in their order: a row with all that was understood, or all that was not. It never throws.
 * An empty list of faults is a row that says nothing of its own, such as eBay's summary of an order of several lines.
 * `occurrence` is 1: `occurrenceIn` counts.
 */
export function readerOf<Of extends Subject>(
  subject: Of,
  columns: readonly Column[],
  conventions: Conventions,
): RowReader<RowOf[Of]>
export function readerOf(subject: Subject, columns: readonly Column[], conventions: Conventions): RowReader {
  if (subject === 'orders') return orderReader(columns, conventions)
  if (subject === 'costs') return costReader(columns, conventions)
  return returnReader(subject === 'fba-returns' ? 'fba' : 'mfn', columns, conventions)
}
