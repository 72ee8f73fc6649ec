import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Eraser, Inbox, Package, Star, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Copyable } from '../../parts/orders/Copyable.tsx'
import { Feedback } from '../../parts/orders/Feedback.tsx'
import { OrderStatus } from '../../parts/orders/OrderStatus.tsx'
import { type Order, orderQuery } from '../../parts/orders/orders.ts'
import { Reveal } from '../../parts/Reveal.tsx'
import { useMay } from '../../shell/session.ts'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { OrderLines } from './OrderLines.tsx'
import { OrderMoney } from './OrderMoney.tsx'
import { OrderParcels } from './OrderParcels.tsx'
import { OrderReturns } from './OrderReturns.tsx'
import type { OrderSearch } from './search.ts'

/** One order: what was bought, how it was sent, what came back, and the money. */
export function OrderView({ id, search }: { readonly id: string; readonly search: OrderSearch }) {
  const text = useText('orders')
  const [reveal, setReveal] = useState(false)
  const query = useQuery(orderQuery(id, reveal))
  const order = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/orders/{-$order}"
          params={{ order: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('back-to-list')}
        </Link>
        {query.isError && !order && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={10} />}
        {order && (
          <>
            <Head order={order} />
            <OrderLines order={order} />
            <div className="grid gap-3.5 lg:grid-cols-2">
              <OrderMoney order={order} />
              <OrderParcels order={order} />
            </div>
            <div className="grid gap-3.5 lg:grid-cols-2">
              <About order={order} />
              <Buyer order={order} pending={query.isFetching} error={query.error} onReveal={() => setReveal(true)} />
            </div>
            {order.feedback && (
              <Card title={text('feedback')} icon={Star}>
                <Feedback feedback={order.feedback} />
              </Card>
            )}
            <OrderReturns units={order.returns} />
          </>
        )}
      </div>
    </article>
  )
}

function Head({ order }: { readonly order: Order }) {
  const text = useText('orders')
  const mayReadTickets = useMay('tickets.read')
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 className="min-w-0">
        <Copyable value={order.number} label={text('copy-number')} className="text-lg" />
      </h2>
      <OrderStatus status={order.status} />
      {mayReadTickets && (
        <Link
          to="/inbox/$view/{-$ticket}"
          params={{ view: 'all', ticket: undefined }}
          search={{ q: order.number }}
          className="ml-auto inline-flex h-9 items-center gap-2 rounded-lg border border-line bg-surface px-3.5 shadow-card hover:bg-hover compact:h-8 pointer-coarse:min-h-11"
        >
          <Inbox aria-hidden className="size-4" />
          {text('tickets-of-order')}
        </Link>
      )}
    </header>
  )
}

function About({ order }: { readonly order: Order }) {
  const text = useText('orders')
  const formats = useFormats()
  const at = (moment: string): string => formats.full(new Date(moment))
  return (
    <Card title={text('facts')} icon={Package}>
      <Facts
        rows={[
          { name: text('store'), value: order.store.name },
          { name: text('ordered'), value: at(order.orderedAt) },
          ...(order.changedAt ? [{ name: text('changed'), value: at(order.changedAt) }] : []),
          ...(order.fulfilment ? [{ name: text('fulfilment'), value: text(`fulfilment.${order.fulfilment}`) }] : []),
        ]}
      />
    </Card>
  )
}

interface BuyerProps {
  readonly order: Order
  readonly pending: boolean
  readonly error: unknown
  readonly onReveal: () => void
}

/** Who bought it; initials only, until one asks to see more. */
function Buyer({ order, pending, error, onReveal }: BuyerProps) {
  const text = useText('orders')
  const formats = useFormats()
  const place = [order.postalCode, order.city, order.region].filter(Boolean).join(' ')
  return (
    <Card title={text('buyer')} icon={UserRound}>
      <Facts
        rows={[
          ...(order.redacted ? [] : [{ name: text('buyer'), value: order.buyerName || text('no-buyer') }]),
          ...(order.country ? [{ name: text('country'), value: order.country }] : []),
          ...(place ? [{ name: text('place'), value: place }] : []),
        ]}
      />
      {order.redacted && (
        <p className="mt-1.5 flex items-start gap-1.5 text-sm text-muted">
          <Eraser aria-hidden className="mt-0.5 size-4 shrink-0" />
          {text(`redacted.${order.redacted.reason}`, { date: formats.date(new Date(order.redacted.at)) })}
        </p>
      )}
      {!order.redacted && (
        <Reveal
          masked={order.masked}
          pending={pending}
          error={error}
          words={{ reveal: text('reveal'), note: text('reveal-note'), revealed: text('revealed') }}
          onReveal={onReveal}
        />
      )}
    </Card>
  )
}
