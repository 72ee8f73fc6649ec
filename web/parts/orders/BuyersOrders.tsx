import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { OrderChoice } from './OrderChoice.tsx'
import type { OrderSummary } from './orders.ts'

interface BuyersOrdersProps {
  readonly ticketId: string
  readonly linkedId: string | undefined
  readonly onLink?: ((orderId: string) => void) | undefined
}

/** All that the buyer ordered, by the addresses they wrote from; fetched once somebody opens it. */
export function BuyersOrders(props: BuyersOrdersProps) {
  const text = useText('orders')
  const [open, setOpen] = useState(false)
  return (
    <details className="border-t border-line pt-2" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 cursor-pointer text-sm font-medium pointer-coarse:min-h-11">
        {text('buyers-orders')}
      </summary>
      {open && <List {...props} />}
    </details>
  )
}

function List({ ticketId, linkedId, onLink }: BuyersOrdersProps) {
  const text = useText('orders')
  const { rows, error, retry, more } = usePages<OrderSummary>(['ticket', ticketId, 'buyers-orders'], (after) =>
    answered(
      api.GET('/api/tickets/{id}/buyers-orders', { params: { path: { id: ticketId }, query: { limit: 5, ...after } } }),
    ),
  )
  if (!rows) return error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonLines lines={2} />
  if (rows.length === 0) return <p className="py-1.5 text-sm text-muted">{text('no-orders')}</p>
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {rows.map((order) => (
          <OrderChoice
            key={order.id}
            order={order}
            onLink={onLink && order.id !== linkedId ? () => onLink(order.id) : undefined}
          />
        ))}
      </ul>
      {more.has && (
        <Button size="small" pending={more.pending} onClick={more.load}>
          {text('buyers-orders-more')}
        </Button>
      )}
    </>
  )
}
