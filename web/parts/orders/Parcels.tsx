import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Copyable } from './Copyable.tsx'
import { parcelsOf } from './figures.ts'
import type { OrderLine } from './orders.ts'

/** When and by whom an order was sent, with the numbers to follow it. */
export function Parcels({ lines }: { readonly lines: readonly OrderLine[] }) {
  const text = useText('orders')
  const formats = useFormats()
  const parcels = parcelsOf(lines)
  if (parcels.length === 0) return <p className="text-sm text-muted">{text('not-shipped')}</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {parcels.map((parcel) => (
        <li key={parcel.trackingNumber ?? `${parcel.carrier} ${parcel.shippedAt}`} className="text-sm">
          <p className="text-muted">
            {[parcel.carrier, parcel.shippedAt && formats.date(new Date(parcel.shippedAt))].filter(Boolean).join(' · ')}
          </p>
          {parcel.trackingNumber ? (
            <Copyable value={parcel.trackingNumber} label={text('copy-tracking')} />
          ) : (
            <p className="text-muted">{text('no-tracking')}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
