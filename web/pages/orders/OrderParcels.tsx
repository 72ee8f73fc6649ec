import { Truck } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import type { OrderLine } from '../../parts/orders/orders.ts'
import { Parcels } from '../../parts/orders/Parcels.tsx'
import { Card } from '../../ui/Card.tsx'

/** How the goods were sent. */
export const OrderParcels = ({ lines }: { readonly lines: readonly OrderLine[] }) => (
  <Card title={useText('orders')('shipment')} icon={Truck}>
    <Parcels lines={lines} />
  </Card>
)
