import { Link } from '@tanstack/react-router'
import { History, Inbox, type LucideIcon, Package, Star, Undo2 } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText } from '../../i18n/text.ts'
import { reasonKey } from '../../parts/orders/figures.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import type { HistoryEntry } from './customers.ts'

const icons: { readonly [kind in HistoryEntry['kind']]: LucideIcon } = {
  ticket: Inbox,
  order: Package,
  return: Undo2,
  feedback: Star,
}

/** All that happened with a customer, over channels and stores, the newest first. */
export function CustomerHistory({ id }: { readonly id: string }) {
  const text = useText('customers')
  const { rows, error, retry, more } = usePages(['customer', id, 'history'], (after) =>
    answered(api.GET('/api/customers/{id}/history', { params: { path: { id }, query: { limit: 30, ...after } } })),
  )
  return (
    <Card title={text('history')} icon={History}>
      {error && !rows && <ErrorState error={error} onRetry={retry} />}
      {!error && !rows && <SkeletonLines lines={8} />}
      {rows?.length === 0 && <p className="text-sm text-muted">{text('no-history')}</p>}
      {rows && rows.length > 0 && (
        <ol className="flex flex-col divide-y divide-line">
          {rows.map((entry) => (
            <Entry key={`${entry.kind} ${entry.id}`} entry={entry} />
          ))}
        </ol>
      )}
      {more.has && (
        <div className="mt-2.5 flex justify-center">
          <Button size="small" pending={more.pending} onClick={more.load}>
            {text('older')}
          </Button>
        </div>
      )}
    </Card>
  )
}

const line = 'flex items-start gap-2.5 rounded-lg px-1.5 py-2.5 hover:bg-hover/70'

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const Icon = icons[entry.kind]
  const tickets = useText('tickets')
  // A ticket whose words were erased; an order whose report names no goods.
  const nameless = entry.kind === 'ticket' ? tickets('no-subject') : entry.number
  const inner = (
    <>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="line-clamp-2 [overflow-wrap:anywhere]">{entry.title || nameless}</span>
        <Details entry={entry} />
      </span>
      <Time at={entry.at} className="shrink-0 text-sm text-muted" />
    </>
  )
  return (
    <li>
      {entry.kind === 'ticket' ? (
        <Link to="/inbox/$view/{-$ticket}" params={{ view: 'all', ticket: entry.openId }} className={line}>
          {inner}
        </Link>
      ) : (
        <Link to="/orders/{-$order}" params={{ order: entry.openId }} className={line}>
          {inner}
        </Link>
      )}
    </li>
  )
}

function Details({ entry }: { readonly entry: HistoryEntry }) {
  const text = useText('customers')
  const formats = useFormats()
  const said = useSaid(entry)
  const amount =
    entry.amount !== null && entry.currency !== null ? formats.money(entry.amount, entry.currency) : undefined
  const facts = [
    entry.number,
    entry.storeName,
    ...(entry.units === null ? [] : [text('pieces', { count: entry.units })]),
    amount === undefined ? '' : entry.kind === 'return' ? text('refunded', { amount }) : amount,
  ]
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      <Badge tone="outline">{text(`entry.${entry.kind}`)}</Badge>
      {said.map((words) => (
        <Badge key={words} tone={entry.kind === 'feedback' && entry.about === 'negative' ? 'danger' : 'neutral'}>
          {words}
        </Badge>
      ))}
      <span className="[overflow-wrap:anywhere]">{facts.filter(Boolean).join(' · ')}</span>
    </span>
  )
}

/** What it was about and how far it is; a code that is new stands as it is. */
function useSaid({ kind, about, status }: HistoryEntry): readonly string[] {
  const tickets = useLooseText('tickets')
  const orders = useLooseText('orders')
  const text = useText('orders')
  const words: { readonly [kind in HistoryEntry['kind']]: () => readonly string[] } = {
    ticket: () => [tickets(`kind.${about}`) ?? about, tickets(`status.${status}`) ?? status],
    order: () => [orders(`status.${status}`) ?? status],
    return: () => [orders(reasonKey(about)) ?? about, status],
    feedback: () => [text('feedback-rating', { rating: status }), orders(`feedback.${about}`) ?? about],
  }
  return [...new Set(words[kind]().filter((word) => word !== ''))]
}
