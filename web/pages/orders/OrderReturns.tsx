import { Undo2 } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import type { ReturnedUnit } from '../../parts/orders/orders.ts'
import { ReturnedUnits } from '../../parts/orders/ReturnedUnits.tsx'
import { Card } from '../../ui/Card.tsx'

/** What came back of an order. */
export function OrderReturns({ units }: { readonly units: readonly ReturnedUnit[] }) {
  const text = useText('orders')
  return (
    <Card title={text('returns')} icon={Undo2}>
      {units.length === 0 ? (
        <p className="text-sm text-muted">{text('no-returns')}</p>
      ) : (
        <ReturnedUnits units={units} />
      )}
    </Card>
  )
}
