import { useFormats } from '../../i18n/formats.ts'
import { useLooseText, useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Facts } from '../../ui/Card.tsx'
import { reasonKey } from './figures.ts'
import type { ReturnedUnit } from './orders.ts'

/** What came back, or was asked to: why, in what state, and what it cost. A code that is new stands as it is. */
export function ReturnedUnits({ units }: { readonly units: readonly ReturnedUnit[] }) {
  const text = useText('orders')
  const loose = useLooseText('orders')
  const formats = useFormats()
  return (
    <ul className="flex flex-col divide-y divide-line">
      {units.map((unit) => (
        <li key={unit.id} className="py-2 first:pt-0 last:pb-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{loose(reasonKey(unit.reason)) ?? unit.reason}</span>
            <Badge tone="outline">{text(`source.${unit.source}`)}</Badge>
            {unit.hasClaim && <Badge tone="danger">{text('return-claim')}</Badge>}
            {unit.inPolicy === false && <Badge tone="warn">{text('return-outside-policy')}</Badge>}
          </p>
          <p className="mb-1 text-sm text-muted">
            {[formats.date(new Date(unit.returnedAt)), text('units', { count: unit.quantity }), unit.sku].join(' · ')}
          </p>
          <Facts
            rows={[
              { name: text('return-state'), value: unit.status },
              { name: text('return-condition'), value: loose(`condition.${unit.disposition}`) ?? unit.disposition },
              { name: text('return-resolution'), value: unit.resolution },
              { name: text('return-rma'), value: unit.rma },
              { name: text('tracking'), value: unit.trackingNumber },
              { name: text('refunded'), value: money(unit.refunded, unit.currency) },
              { name: text('label-cost'), value: money(unit.labelCost, unit.currency) },
              { name: text('return-comment'), value: unit.comments },
            ].filter(({ value }) => value)}
          />
        </li>
      ))}
    </ul>
  )

  function money(amount: number | null, currency: string | null): string | null {
    return amount === null || currency === null ? null : formats.money(amount, currency)
  }
}
