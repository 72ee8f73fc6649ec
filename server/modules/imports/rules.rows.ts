import type { Cell } from './rules.cells.ts'
import { costReader } from './rules.rows.costs.ts'
import { feedbackReader } from './rules.rows.feedback.ts'
import { refundReader, settlementReader } from './rules.rows.money.ts'
import { orderReader } from './rules.rows.orders.ts'
import type { RowReader } from './rules.rows.reading.ts'
import { returnReader } from './rules.rows.returns.ts'
import { shipmentReader } from './rules.rows.shipments.ts'
import { textOf } from './rules.values.ts'
import type {
  Column,
  Conventions,
  CostRow,
  FeedbackRow,
  MoneyRow,
  OrderRow,
  ReturnRow,
  ShipmentRow,
  Subject,
} from './schema.ts'

/** The rows of each subject. */
export interface RowOf {
  orders: OrderRow
  shipments: ShipmentRow
  'fba-returns': ReturnRow
  'mfn-returns': ReturnRow
  settlement: MoneyRow
  'refund-feed': MoneyRow
  'seller-feedback': FeedbackRow
  costs: CostRow
}

/**
 * Reads the rows of one file, in their order: a row with all that was understood, or all that was not. It never throws.
 * An empty list of faults is a row that says nothing of its own, such as eBay's summary of an order of several lines or the
 * total of a settlement.
 * `occurrence` is 1: `occurrenceIn` counts.
 */
export function readerOf<Of extends Subject>(
  subject: Of,
  columns: readonly Column[],
  conventions: Conventions,
): RowReader<RowOf[Of]>
export function readerOf(subject: Subject, columns: readonly Column[], conventions: Conventions): RowReader {
  const read = readerBelow(subject, columns, conventions)
  const first = columns.find(({ field, heading }) => field !== null && heading !== '')
  if (!first) return read
  // Of reports that somebody has put one below the other the headings stand again in the middle.
  const isHeadings = (cells: readonly Cell[]): boolean =>
    textOf(cells[first.index]) === first.heading &&
    columns.every(({ index, heading }) => textOf(cells[index]) === heading)
  return (cells, row) => (isHeadings(cells) ? { faults: [] } : read(cells, row))
}

function readerBelow(subject: Subject, columns: readonly Column[], conventions: Conventions): RowReader {
  if (subject === 'orders') return orderReader(columns, conventions)
  if (subject === 'costs') return costReader(columns, conventions)
  if (subject === 'shipments') return shipmentReader(columns, conventions)
  if (subject === 'settlement') return settlementReader(columns, conventions)
  if (subject === 'refund-feed') return refundReader(columns, conventions)
  if (subject === 'seller-feedback') return feedbackReader(columns, conventions)
  return returnReader(subject === 'fba-returns' ? 'fba' : 'mfn', columns, conventions)
}
