import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { OrderStatus } from './OrderStatus.tsx'
import type { OrderSummary } from './orders.ts'

interface OrderChoiceProps {
  readonly order: OrderSummary
  /** Links it; absent for those who may not, and where it is linked. */
  readonly onLink?: (() => void) | undefined
  readonly children?: ReactNode
}

/** Another order in two lines, to be looked at or linked. */
export function OrderChoice({ order, onLink, children }: OrderChoiceProps) {
  const text = useText('orders')
  const formats = useFormats()
  return (
    <li className="flex flex-col gap-0.5 py-1.5">
      <span className="flex items-center gap-2">
        <Link
          to="/orders/{-$order}"
          params={{ order: order.id }}
          className="min-w-0 flex-1 truncate rounded font-mono text-sm text-accent-ink underline-offset-2 hover:underline"
        >
          {order.number}
        </Link>
        {onLink && (
          <Button size="small" aria-label={text('link.link-to', { number: order.number })} onClick={onLink}>
            {text('link.this')}
          </Button>
        )}
      </span>
      <span className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
        <OrderStatus status={order.status} />
        {formats.date(new Date(order.orderedAt))} · {formats.money(order.total, order.currency)} · {order.store.name}
      </span>
      {children}
    </li>
  )
}
