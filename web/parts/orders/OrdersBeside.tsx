import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { costOf } from './figures.ts'
import { OrderStatus } from './OrderStatus.tsx'
import { type Order, ordersOfNumberQuery } from './orders.ts'
import { Parcels } from './Parcels.tsx'
import { ReturnedUnits } from './ReturnedUnits.tsx'
import { Shipments } from './Shipments.tsx'

const linkLook =
  'inline-flex min-h-6 items-center rounded text-sm font-medium text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11'
/** So many lines are shown beside a ticket; an order with more is opened. */
const mostLines = 5

/** The order of a number, as one needs it while answering: each of them, where several stores have the number. */
export function OrdersBeside({ number }: { readonly number: string }) {
  const text = useText('orders')
  const navigate = useNavigate()
  const found = useQuery(ordersOfNumberQuery(number))
  const orders = found.data
  const first = orders?.[0]
  useCommands({
    'ticket.order': first
      ? () => void navigate({ to: '/orders/{-$order}', params: { order: first.id }, search: {} })
      : undefined,
  })
  if (found.isPending) return <SkeletonLines lines={4} />
  if (!orders) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (orders.length === 0) return <NotImported />
  return (
    <div className="flex flex-col gap-3">
      {orders.length > 1 && (
        <p role="status" className="rounded-lg bg-warn-soft px-2.5 py-1.5 text-sm text-warn-ink">
          {text('several-stores', { count: orders.length })}
        </p>
      )}
      {orders.map((order) => (
        <OrderBeside key={order.id} order={order} named={orders.length > 1} />
      ))}
    </div>
  )
}

function NotImported() {
  const text = useText('orders')
  const mayImport = useMay('imports.read')
  return (
    <div className="text-sm">
      <p className="font-medium">{text('not-imported')}</p>
      <p className="text-muted">{text('not-imported-detail')}</p>
      {mayImport && (
        <Link to="/settings/{-$page}/{-$item}" params={{ page: 'imports', item: undefined }} className={linkLook}>
          {text('to-imports')}
        </Link>
      )}
    </div>
  )
}

function OrderBeside({ order, named }: { readonly order: Order; readonly named: boolean }) {
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
        {named && <span className="font-medium">{order.store.name}</span>}
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
