import { ChartBar } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import type { AnomalyDetail } from './anomalies.ts'

/** What the suspected orders came back for. */
export function ReasonsCard({ anomaly: { reasons } }: { readonly anomaly: AnomalyDetail }) {
  const text = useText('rootcauses')
  const actions = useText('actions')
  const formats = useFormats()
  const all = reasons.reduce((sum, { count }) => sum + count, 0)
  return (
    <Card title={text('reasons')} icon={ChartBar}>
      <ul className="flex flex-col gap-2">
        {reasons.map(({ group, count }) => (
          <li key={group} className="flex flex-col gap-1 text-sm">
            <span className="flex items-baseline justify-between gap-3">
              <span>{actions(`group.${group}`)}</span>
              <span className="text-muted">
                {formats.number(count)} · {formats.percent(count / all)}
              </span>
            </span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-neutral-soft">
              <span className="block h-full rounded-full bg-accent" style={{ width: `${(100 * count) / all}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
