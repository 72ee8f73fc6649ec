import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Copyable } from './Copyable.tsx'
import { costOf, type SentParcel, sentParcels } from './figures.ts'
import type { Shipment } from './orders.ts'

/** So many parcels are shown; the others of a large order are counted. */
const mostParcels = 20

/** What was sent, parcel by parcel: when, by whom, what was in it and what that cost the seller. */
export function Shipments({ shipments }: { readonly shipments: readonly Shipment[] }) {
  const text = useText('orders')
  const parcels = sentParcels(shipments)
  const further = parcels.length - mostParcels
  return (
    <ul className="flex flex-col divide-y divide-line">
      {parcels.slice(0, mostParcels).map((parcel) => (
        <ShipmentParcel key={parcel.key} parcel={parcel} />
      ))}
      {further > 0 && <li className="pt-2 text-sm text-muted">{text('more-parcels', { count: further })}</li>}
    </ul>
  )
}

function ShipmentParcel({ parcel: { first, parts } }: { readonly parcel: SentParcel }) {
  const text = useText('orders')
  const formats = useFormats()
  const day = (moment: string): string => formats.date(new Date(moment))
  const cost = costOf(parts)
  const facts = [
    first.carrier,
    text('shipped-on', { date: day(first.shippedAt) }),
    first.deliveredAt
      ? text('delivered-on', { date: day(first.deliveredAt) })
      : first.arrivesAt && text('arrives-on', { date: day(first.arrivesAt) }),
    first.fulfilmentCentre && text('from-centre', { centre: first.fulfilmentCentre }),
  ]
  return (
    <li className="flex flex-col items-start gap-0.5 py-2 text-sm first:pt-0 last:pb-0">
      <p className="text-muted">{facts.filter(Boolean).join(' · ')}</p>
      {first.trackingNumber ? (
        <Copyable value={first.trackingNumber} label={text('copy-tracking')} />
      ) : (
        <p className="text-muted">{text('no-tracking')}</p>
      )}
      {parts.map((part) => (
        <p key={part.id} className="flex w-full items-baseline gap-2">
          <span className="min-w-0 flex-1 font-mono text-xs break-all">{part.sku}</span>
          <span className="shrink-0 tabular-nums">×{formats.number(part.quantity)}</span>
        </p>
      ))}
      <p className="flex w-full flex-wrap items-baseline justify-between gap-x-2 text-muted">
        <span>{text('cost-of-sent')}</span>
        <span className="text-right tabular-nums">
          {cost.known.map(({ amount, currency }) => formats.money(amount, currency)).join(' + ')}
          {cost.missing > 0 && (
            <span className="block text-warn-ink">
              {cost.known.length > 0 ? text('costs-missing', { count: cost.missing }) : text('no-cost')}
            </span>
          )}
        </span>
      </p>
    </li>
  )
}
