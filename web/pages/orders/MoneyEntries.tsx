import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'

type MoneyEntry = Schemas['MoneyEntry']

/** The single entries behind the sums of an order; asked for when somebody opens them. */
export function MoneyEntries({ orderId }: { readonly orderId: string }) {
  const text = useText('orders')
  const [open, setOpen] = useState(false)
  return (
    <details className="group mt-2.5 border-t border-line pt-1" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded text-sm font-medium pointer-coarse:min-h-11">
        <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
        {text('entries')}
      </summary>
      {open && <Entries orderId={orderId} />}
    </details>
  )
}

function Entries({ orderId }: { readonly orderId: string }) {
  const text = useText('orders')
  const { rows, error, retry, more } = usePages(['order', orderId, 'money-entries'], (after) =>
    answered(
      api.GET('/api/orders/{id}/money-entries', { params: { path: { id: orderId }, query: { limit: 30, ...after } } }),
    ),
  )
  if (error && !rows) return <ErrorState error={error} onRetry={retry} />
  if (!rows) return <SkeletonLines lines={4} />
  if (rows.length === 0) return <p className="py-1.5 text-sm text-muted">{text('no-entries')}</p>
  return (
    <>
      <ol className="flex flex-col divide-y divide-line text-sm">
        {rows.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {more.has && (
        <Button size="small" pending={more.pending} onClick={more.load} className="mt-2">
          {text('more-entries')}
        </Button>
      )}
    </>
  )
}

/** What it was for stands in the words of the source, for they are those of the statement that it is compared with. */
function Entry({ entry }: { readonly entry: MoneyEntry }) {
  const text = useText('orders')
  const formats = useFormats()
  const { source, kind, sku, quantity, amount, currency, bookedAt, settlementId } = entry
  const said = [entry.transactionType, entry.amountType, entry.description].filter(Boolean).join(' · ')
  const about = [
    bookedAt ? formats.date(new Date(bookedAt)) : text('entry-undated'),
    sku,
    quantity === null ? '' : text('units', { count: quantity }),
    settlementId && text('entry-settlement', { id: settlementId }),
  ]
  return (
    <li className="flex items-start gap-2.5 py-2">
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone="outline">{text(source === 'refund-feed' ? 'entry.asked' : `entry.${kind}`)}</Badge>
          <span className="[overflow-wrap:anywhere]">{said}</span>
        </span>
        <span className="text-muted [overflow-wrap:anywhere]">{about.filter(Boolean).join(' · ')}</span>
      </span>
      <span className="shrink-0 tabular-nums">{formats.money(amount, currency)}</span>
    </li>
  )
}
