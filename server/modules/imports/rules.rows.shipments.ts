import { isoMoment, type Place, Reading, type RowReader } from './rules.rows.reading.ts'
import type { Column, Conventions, ShipmentRow } from './schema.ts'

/** Reads the rows of a report of shipments. What it says of buyers and prices is that of their orders: it is not kept. */
export function shipmentReader(columns: readonly Column[], conventions: Conventions): RowReader<ShipmentRow> {
  const reading = new Reading(columns, conventions)
  const place = (field: string) => reading.place(field)
  const at = {
    ...{ orderNumber: place('orderNumber'), shipmentId: place('shipmentId'), shipmentItemId: place('shipmentItemId') },
    ...{ lineId: place('lineId'), sku: place('sku'), title: place('title'), quantity: place('quantity') },
    ...{ shippedAt: place('shippedAt'), arrivesAt: place('arrivesAt'), deliveredAt: place('deliveredAt') },
    ...{ carrier: place('carrier'), trackingNumber: place('trackingNumber'), reportedAt: place('reportedAt') },
    fulfilmentCentre: place('fulfilmentCentre'),
  }
  return (cells, row) => {
    reading.begin(cells, row)
    const moment = (of: keyof typeof at): string | null => {
      const found = reading.moment(at[of])
      return found === null ? null : isoMoment(found)
    }
    const shippedAt = moment('shippedAt')
    if (shippedAt === null && !hasFault(reading, at.shippedAt)) reading.fault(at.shippedAt, 'missing', '')
    const quantity = reading.count(at.quantity)
    if (quantity === null && !hasFault(reading, at.quantity)) reading.fault(at.quantity, 'missing', '')
    const read: ShipmentRow = {
      orderNumber: reading.needed(at.orderNumber, 60),
      shipmentId: reading.optional(at.shipmentId, 120),
      shipmentItemId: reading.needed(at.shipmentItemId, 120),
      lineId: reading.optional(at.lineId, 120),
      sku: reading.needed(at.sku, 120),
      title: reading.text(at.title, 500),
      quantity: quantity ?? 0,
      shippedAt: shippedAt ?? '',
      arrivesAt: moment('arrivesAt'),
      deliveredAt: moment('deliveredAt'),
      carrier: reading.text(at.carrier, 60),
      trackingNumber: reading.optional(at.trackingNumber, 120),
      fulfilmentCentre: reading.text(at.fulfilmentCentre, 60),
      // Reports without that day are as old as what they tell of.
      reportedAt: moment('reportedAt') ?? shippedAt ?? '',
    }
    return reading.faults === null ? { row: read } : { faults: reading.faults }
  }
}

const hasFault = (reading: Reading, place: Place | null): boolean =>
  reading.faults?.some(({ heading }) => heading === place?.heading) ?? false
