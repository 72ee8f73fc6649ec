import { type Static, Type } from 'typebox'
import { Id, Nullable, SentTimestamp, Timestamp } from '../../platform/http.ts'
import { Sku } from '../products/index.ts'
import { OrderNumber, Quantity, Text } from './schema.rows.ts'

const SourceId = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

/** A part of an order's line that left in one parcel, as reports of shipments have it. */
export const ShipmentRow = Type.Object(
  {
    orderNumber: OrderNumber,
    /** The source's id of the parcel; null where it gives none. */
    shipmentId: Nullable(SourceId),
    /** The source's id of this part of the parcel: a row with the same ids of the same order tells of the same. */
    shipmentItemId: SourceId,
    /** The marketplace's id of the order's line; null where it gives none. */
    lineId: Nullable(SourceId),
    sku: Sku,
    title: Text(500),
    quantity: Quantity,
    shippedAt: SentTimestamp,
    /** When it is to arrive, as it is estimated. */
    arrivesAt: Nullable(SentTimestamp),
    deliveredAt: Nullable(SentTimestamp),
    carrier: Text(60),
    trackingNumber: Nullable(Text(120)),
    fulfilmentCentre: Text(60),
    /** When the source said so; a row that is older than what is known changes nothing. */
    reportedAt: SentTimestamp,
  },
  { title: 'ShipmentRow', additionalProperties: false },
)
export type ShipmentRow = Static<typeof ShipmentRow>

/** A part of a line that left in one parcel. */
export const Shipment = Type.Object(
  {
    id: Id,
    shipmentId: Nullable(Type.String()),
    lineId: Nullable(Type.String()),
    sku: Type.String(),
    title: Type.String(),
    quantity: Type.Integer(),
    shippedAt: Timestamp,
    arrivesAt: Nullable(Timestamp),
    deliveredAt: Nullable(Timestamp),
    carrier: Type.String(),
    trackingNumber: Nullable(Type.String()),
    fulfilmentCentre: Type.String(),
    /** What the pieces cost the seller on the day they were sent (UTC); null where nobody has said. */
    cost: Nullable(Type.Object({ amount: Type.Integer(), currency: Type.String() }, { title: 'ShipmentCost' })),
  },
  { title: 'Shipment' },
)
export type Shipment = Static<typeof Shipment>

export const ShipmentRows = Type.Object(
  { storeId: Id, rows: Type.Array(ShipmentRow, { minItems: 1, maxItems: 400 }) },
  { title: 'ShipmentRows', additionalProperties: false },
)
