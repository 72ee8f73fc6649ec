import { Ban, CircleHelp, Clock, type LucideIcon, PackageCheck, PackageOpen, Truck } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import type { OrderSummary } from './orders.ts'

type Status = OrderSummary['status']

const looks: { readonly [status in Status]: readonly [Tone, LucideIcon] } = {
  pending: ['neutral', Clock],
  unshipped: ['warn', PackageOpen],
  shipped: ['info', Truck],
  delivered: ['ok', PackageCheck],
  cancelled: ['neutral', Ban],
  unknown: ['outline', CircleHelp],
}

/** How far an order is. */
export function OrderStatus({ status }: { readonly status: Status }) {
  const text = useText('orders')
  const [tone, icon] = looks[status]
  return (
    <Badge tone={tone} icon={icon}>
      {text(`status.${status}`)}
    </Badge>
  )
}
