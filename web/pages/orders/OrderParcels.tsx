import { Truck } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import type { Order } from '../../parts/orders/orders.ts'
import { Parcels } from '../../parts/orders/Parcels.tsx'
import { Shipments } from '../../parts/orders/Shipments.tsx'
import { Card } from '../../ui/Card.tsx'

/** How the goods were sent: parcel by parcel where a report of shipments tells of it, else as the lines have it. */
export const OrderParcels = ({ order }: { readonly order: Order }) => (
  <Card title={useText('orders')('shipment')} icon={Truck}>
    {order.shipments.length > 0 ? <Shipments shipments={order.shipments} /> : <Parcels lines={order.lines} />}
  </Card>
)
