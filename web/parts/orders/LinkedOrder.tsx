import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { BuyersOrders } from './BuyersOrders.tsx'
import { ChooseOrder } from './ChooseOrder.tsx'
import { Copyable } from './Copyable.tsx'
import { LinkReasons, Reasons } from './LinkReasons.tsx'
import { linkLook, OrderBeside } from './OrderBeside.tsx'
import { OrderChoice } from './OrderChoice.tsx'
import { type OrderLink, orderLinkQuery } from './orders.ts'
import { useOrderLink } from './useOrderLink.ts'

interface LinkedOrderProps {
  readonly ticketId: string
  /** The number that the ticket itself shows. */
  readonly number: string | null
}

/** The order that a ticket is about, how sure that is, and what it could be besides. */
export function LinkedOrder({ ticketId, number }: LinkedOrderProps) {
  const text = useText('orders')
  const navigate = useNavigate()
  const mayLink = useMay('tickets.work')
  const query = useQuery(orderLinkQuery(ticketId))
  const { choose, release } = useOrderLink(ticketId)
  const link = query.data
  const order = link?.order
  useCommands({
    'ticket.order': order
      ? () => void navigate({ to: '/orders/{-$order}', params: { order: order.id }, search: {} })
      : undefined,
  })
  if (query.isPending) return <SkeletonLines lines={4} />
  if (!link) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const isUnsure = link.confidence === 'low' && link.linkedBy === 'rule'
  const linkTo = mayLink ? (id: string) => choose.mutate(id) : undefined
  return (
    <div className="flex flex-col gap-2.5">
      {order && number !== order.number && <Copyable value={order.number} label={text('copy-number')} />}
      <LinkReasons link={link} />
      {mayLink && (
        <div className="flex flex-wrap gap-1.5">
          {isUnsure && order && (
            <Button size="small" tone="primary" pending={choose.isPending} onClick={() => choose.mutate(order.id)}>
              {text('link.confirm')}
            </Button>
          )}
          <ChooseOrder chosenId={order?.id} pending={choose.isPending} onChoose={(id) => choose.mutate(id)} />
          {order && link.linkedBy === 'rule' && (
            <Button size="small" pending={choose.isPending} onClick={() => choose.mutate(null)}>
              {text('link.remove')}
            </Button>
          )}
          {link.linkedBy === 'member' && (
            <Button size="small" pending={release.isPending} onClick={() => release.mutate()}>
              {text('link.again')}
            </Button>
          )}
        </div>
      )}
      {order ? <OrderBeside order={order} /> : <NoOrder link={link} />}
      {link.others.length > 0 && link.confidence !== 'certain' && (
        <section aria-label={text('link.others')} className="border-t border-line pt-2">
          <h4 className="text-sm font-medium">{text('link.others')}</h4>
          <ul className="flex flex-col divide-y divide-line">
            {link.others.slice(0, mostOthers).map(({ order: other, reasons }) => (
              <OrderChoice key={other.id} order={other} onLink={linkTo && (() => linkTo(other.id))}>
                <Reasons reasons={reasons} />
              </OrderChoice>
            ))}
          </ul>
        </section>
      )}
      <BuyersOrders ticketId={ticketId} linkedId={order?.id} onLink={linkTo} />
    </div>
  )
}

/** More do not help to choose: the search finds them. */
const mostOthers = 3

function NoOrder({ link }: { readonly link: OrderLink }) {
  const text = useText('orders')
  const mayImport = useMay('imports.read')
  if (link.hidden) return <p className="text-sm text-muted">{text('link.hidden')}</p>
  if (link.linkedBy === 'member')
    return <p className="text-sm text-muted">{text('link.refused', { name: link.member?.name ?? '' })}</p>
  return (
    <div className="text-sm">
      <p className="font-medium">{text('link.none')}</p>
      <p className="text-muted">{text('link.none-detail')}</p>
      {mayImport && (
        <Link to="/settings/{-$page}/{-$item}" params={{ page: 'imports', item: undefined }} className={linkLook}>
          {text('to-imports')}
        </Link>
      )}
    </div>
  )
}
