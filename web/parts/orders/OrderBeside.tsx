import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Feedback } from './Feedback.tsx'
import { costOf } from './figures.ts'
import { OrderStatus } from './OrderStatus.tsx'
import type { Order } from './orders.ts'
import { Parcels } from './Parcels.tsx'
import { ReturnedUnits } from './ReturnedUnits.tsx'
import { Shipments } from './Shipments.tsx'

export const linkLook =
  'inline-flex min-h-6 items-center rounded text-sm font-medium text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11'
/** So many lines are shown beside a ticket; an order with more is opened. */
const mostLines = 5

/** An order as one needs it while answering: how far it is, what was bought, what it came to, how it was sent. */
export function OrderBeside({ order }: { readonly order: Order }) {
  const text = useText('orders')
  const formats = useFormats()
  const cost = costOf(order.lines)
  return (
    <div className="flex flex-col gap-2.5">
      <p className="flex flex-wrap items-center gap-1.5 text-sm">
        <OrderStatus status={order.status} />
        {order.returned > 0 && (
          <Badge tone="danger" icon={Undo2}>
            {text('returned-count', { count: order.returned })}
          </Badge>
        )}
        <span className="text-muted">{formats.date(new Date(order.orderedAt))}</span>
      </p>
      <ul className="flex flex-col gap-1.5">
        {order.lines.slice(0, mostLines).map((line) => (
          <li key={line.key} className="text-sm">
            <span className="line-clamp-2 [overflow-wrap:anywhere]">{line.title || line.sku}</span>
            <span className="flex items-baseline gap-2 text-muted">
              <span className="min-w-0 flex-1 font-mono text-xs break-all">{line.sku}</span>
              <span className="shrink-0 tabular-nums">
                {`×${formats.number(line.quantity)} · ${formats.money(line.price, order.currency)}`}
              </span>
            </span>
          </li>
        ))}
        {order.lines.length > mostLines && (
          <li className="text-sm text-muted">{text('more-lines', { count: order.lines.length - mostLines })}</li>
        )}
      </ul>
      <dl className="border-t border-line pt-2 text-sm">
        <div className="flex justify-between gap-2 font-medium">
          <dt>{text('total')}</dt>
          <dd className="tabular-nums">{formats.money(order.total, order.currency)}</dd>
        </div>
        <div className="flex justify-between gap-2 text-muted">
          <dt>{text('cost')}</dt>
          <dd className="text-right tabular-nums">
            {cost.known.map(({ amount, currency }) => formats.money(amount, currency)).join(' + ')}
            {cost.missing > 0 && (
              <span className="block text-warn-ink">
                {cost.known.length > 0 ? text('costs-missing', { count: cost.missing }) : text('no-cost')}
              </span>
            )}
          </dd>
        </div>
      </dl>
      <section aria-label={text('shipment')} className="border-t border-line pt-2">
        {order.shipments.length > 0 ? <Shipments shipments={order.shipments} /> : <Parcels lines={order.lines} />}
      </section>
      {order.feedback && (
        <section aria-label={text('feedback')} className="border-t border-line pt-2">
          <Feedback feedback={order.feedback} />
        </section>
      )}
      {order.returns.length > 0 && (
        <section aria-label={text('returns')} className="border-t border-line pt-2">
          <ReturnedUnits units={order.returns} />
        </section>
      )}
      <Link to="/orders/{-$order}" params={{ order: order.id }} className={linkLook}>
        {text('open-order')}
      </Link>
    </div>
  )
}
