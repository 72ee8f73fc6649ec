import { isoMoment, Reading, type RowReader } from './rules.rows.reading.ts'
import { yesOrNo } from './rules.values.ts'
import type { Column, Conventions, ReturnRow } from './schema.ts'

/** Reads the rows of Amazon's returns reports (DOMAIN.md section 5). Their codes are kept as they stand. */
export function returnReader(
  source: ReturnRow['source'],
  columns: readonly Column[],
  conventions: Conventions,
): RowReader<ReturnRow> {
  const reading = new Reading(columns, conventions)
  const place = (field: string) => reading.place(field)
  const at = {
    ...{ orderNumber: place('orderNumber'), sku: place('sku'), asin: place('asin'), title: place('title') },
    ...{
      quantity: place('quantity'),
      returnedAt: place('returnedAt'),
      reason: place('reason'),
      status: place('status'),
    },
    ...{ disposition: place('disposition'), comments: place('comments'), licencePlate: place('licencePlate') },
    ...{ rma: place('rma'), inPolicy: place('inPolicy'), hasClaim: place('hasClaim'), resolution: place('resolution') },
    ...{ labelType: place('labelType'), labelPayer: place('labelPayer'), currency: place('currency') },
    ...{ labelCost: place('labelCost'), refunded: place('refunded'), reimbursed: place('reimbursed') },
    ...{ carrier: place('carrier'), trackingNumber: place('trackingNumber') },
  }
  const hasMoney = at.labelCost !== null || at.refunded !== null || at.reimbursed !== null

  return (cells, row) => {
    reading.begin(cells, row)
    const returnedAt = reading.moment(at.returnedAt)
    if (returnedAt === null && !reading.faults?.some(({ code }) => code === 'no-day')) {
      reading.fault(at.returnedAt, 'missing', '')
    }
    const currency = hasMoney ? reading.currency(at.currency, at.refunded ?? at.labelCost) : null
    const money = currency ?? reading.conventions.currency
    const read: ReturnRow = {
      source,
      orderNumber: reading.needed(at.orderNumber, 60),
      sku: reading.needed(at.sku, 120),
      asin: reading.optional(at.asin, 20),
      title: reading.text(at.title, 500),
      quantity: reading.count(at.quantity) ?? 1,
      returnedAt: returnedAt === null ? '' : isoMoment(returnedAt),
      reason: reading.text(at.reason, 120),
      status: reading.text(at.status, 120),
      disposition: reading.text(at.disposition, 120),
      comments: reading.text(at.comments, 4_000),
      licencePlate: reading.optional(at.licencePlate, 60),
      rma: reading.optional(at.rma, 120),
      occurrence: 1,
      inPolicy: yesOrNo(reading.text(at.inPolicy, 60)),
      hasClaim: yesOrNo(reading.text(at.hasClaim, 60)),
      resolution: reading.text(at.resolution, 120),
      labelType: reading.text(at.labelType, 120),
      labelPayer: reading.text(at.labelPayer, 120),
      currency,
      labelCost: reading.amount(at.labelCost, money),
      refunded: reading.amount(at.refunded, money),
      reimbursed: reading.amount(at.reimbursed, money),
      carrier: reading.text(at.carrier, 60),
      trackingNumber: reading.optional(at.trackingNumber, 120),
      others: reading.others(),
    }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}
