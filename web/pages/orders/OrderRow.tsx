import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { memo } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { OrderStatus } from '../../parts/orders/OrderStatus.tsx'
import type { OrderSummary } from '../../parts/orders/orders.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { GridCell } from '../../ui/GridCell.tsx'
import { Time } from '../../ui/Time.tsx'
import type { OrderSearch } from './search.ts'

interface OrderRowProps {
  readonly order: OrderSummary
  readonly search: OrderSearch
  readonly open: boolean
}

/** An order as three lines of the list: number and total, where and for whom, when and how far. */
export const OrderRow = memo(function OrderRow({ order, search, open }: OrderRowProps) {
  const text = useText('orders')
  const formats = useFormats()
  const whose = [order.store.name, order.buyerName, order.country].filter(Boolean)
  return (
    <GridCell>
      <Link
        to="/orders/{-$order}"
        params={{ order: order.id }}
        search={search}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-mono text-sm font-medium">{order.number}</span>
          <span className="shrink-0 tabular-nums">{formats.money(order.total, order.currency)}</span>
        </span>
        <span className="flex min-w-0 items-baseline gap-2 text-sm text-muted">
          <span className="min-w-0 flex-1 truncate">{whose.join(' · ')}</span>
          <Time at={order.orderedAt} className="shrink-0" />
        </span>
        <span className="flex min-w-0 items-center gap-1.5">
          <OrderStatus status={order.status} />
          {order.returned > 0 && (
            <Badge tone="danger" icon={Undo2}>
              {text('returned-count', { count: order.returned })}
            </Badge>
          )}
          <span className="ml-auto shrink-0 text-xs text-muted">{text('units', { count: order.units })}</span>
        </span>
      </Link>
    </GridCell>
  )
})
