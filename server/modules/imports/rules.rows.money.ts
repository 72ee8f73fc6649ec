import { kindOfAmount } from './rules.money.ts'
import { isoMoment, Reading, type RowReader } from './rules.rows.reading.ts'
import { countOf } from './rules.values.ts'
import type { Column, Conventions, MoneyRow } from './schema.ts'

/**
 * Reads the rows of Amazon's settlement report. A settlement begins with its total, which is no entry; only that row
 * names the currency of those that follow.
 */
export function settlementReader(columns: readonly Column[], conventions: Conventions): RowReader<MoneyRow> {
  const reading = new Reading(columns, conventions)
  const place = (field: string) => reading.place(field)
  const at = {
    ...{ settlementId: place('settlementId'), transactionType: place('transactionType'), amount: place('amount') },
    ...{ amountType: place('amountType'), description: place('amountDescription'), currency: place('currency') },
    ...{ orderNumber: place('orderNumber'), lineId: place('lineId'), sku: place('sku'), quantity: place('quantity') },
    ...{ bookedAt: place('bookedAt'), totalAmount: place('totalAmount') },
  }
  const references = ['shipmentId', 'adjustmentId', 'adjustmentLineId', 'promotionId', 'marketplaceName'].map(place)
  let settlement: { readonly id: string; readonly currency: string } | null = null

  return (cells, row) => {
    reading.begin(cells, row)
    const settlementId = reading.needed(at.settlementId, 60)
    const named = reading.text(at.currency, 20) !== ''
    const currency =
      named || settlement?.id !== settlementId ? reading.currency(at.currency, at.amount) : settlement.currency
    if (named) settlement = { id: settlementId, currency }
    const words = {
      transactionType: reading.text(at.transactionType, 120),
      amountType: reading.text(at.amountType, 120),
      description: reading.text(at.description, 200),
    }
    const amount = reading.amount(at.amount, currency)
    if (amount === null && reading.faults === null) {
      if (words.amountType === '' && reading.text(at.totalAmount, 60) !== '') return { faults: [] }
      reading.fault(at.amount, 'missing', '')
    }
    const bookedAt = reading.moment(at.bookedAt)
    // A quantity that is none, or below zero as of something taken back, is left out: the row is money all the same.
    const quantity = countOf(reading.text(at.quantity, 60), conventions.decimal)
    const read: MoneyRow = {
      source: 'settlement',
      kind: kindOfAmount(words),
      orderNumber: reading.optional(at.orderNumber, 60),
      lineId: reading.optional(at.lineId, 120),
      sku: reading.text(at.sku, 120),
      quantity: quantity >= 0 ? quantity : null,
      amount: amount ?? 0,
      currency,
      bookedAt: bookedAt === null ? null : isoMoment(bookedAt),
      settlementId,
      references: references.map((place) => reading.text(place, 200)),
      ...words,
      occurrence: 1,
    }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}

/** Reads the rows of a feed by which refunds are asked for: each is one refund, of all that its columns give back. */
export function refundReader(columns: readonly Column[], conventions: Conventions): RowReader<MoneyRow> {
  const reading = new Reading(columns, conventions)
  const place = (field: string) => reading.place(field)
  const at = {
    ...{ orderNumber: place('orderNumber'), lineId: place('lineId'), reason: place('refundReason') },
    ...{ currency: place('currency'), price: place('price'), quantity: place('quantity') },
  }
  const added = ['price', 'tax', 'shipping', 'shippingTax', 'giftWrap', 'giftWrapTax'].map(place)
  const takenOff = ['discount', 'shippingDiscount'].map(place)
  const references = ['promotionId', 'shippingPromotionId'].map(place)

  return (cells, row) => {
    reading.begin(cells, row)
    const currency = reading.currency(at.currency, at.price)
    const given = added.reduce((all, place) => all + reading.price(place, currency), 0)
    // A promotion that the buyer had is not given back to them; it is written with a sign or without.
    const kept = takenOff.reduce((all, place) => all + Math.abs(reading.amount(place, currency) ?? 0), 0)
    const read: MoneyRow = {
      source: 'refund-feed',
      kind: 'refund',
      orderNumber: reading.needed(at.orderNumber, 60),
      lineId: reading.optional(at.lineId, 120),
      sku: '',
      quantity: reading.count(at.quantity),
      amount: kept - given,
      currency,
      bookedAt: null,
      settlementId: null,
      references: references.map((place) => reading.text(place, 200)),
      transactionType: 'Refund',
      amountType: '',
      description: reading.needed(at.reason, 200),
      occurrence: 1,
    }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}
