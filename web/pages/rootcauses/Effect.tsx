import { ArrowRightLeft } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card, Facts } from '../../ui/Card.tsx'
import type { AnomalyDetail } from './anomalies.ts'

/** The rate before and after what was done, with how sure that is. */
export function Effect({ anomaly }: { readonly anomaly: AnomalyDetail }) {
  const text = useText('rootcauses')
  const formats = useFormats()
  const { before, after, change } = anomaly
  const line = (span: AnomalyDetail['before']) =>
    span
      ? text('interval-line', {
          rate: formats.percent(span.rate),
          low: formats.percent(span.low),
          high: formats.percent(span.high),
          count: span.returned,
          sent: span.sent,
        })
      : text('no-after')
  return (
    <Card title={text('effect')} icon={ArrowRightLeft} tone="accent">
      <Facts
        rows={[
          { name: text('before'), value: line(before) },
          { name: text('after'), value: line(after) },
        ]}
      />
      <p className="mt-2">{after === null ? null : <Verdict change={change} />}</p>
    </Card>
  )
}

function Verdict({ change }: { readonly change: AnomalyDetail['change'] }) {
  const text = useText('rootcauses')
  const formats = useFormats()
  if (!change || change.factor === null || change.high === null) return text('change-open')
  return text(change.high < 1 || change.low > 1 ? 'change-down' : 'change-unsure', {
    factor: formats.percent(change.factor),
    low: formats.percent(change.low),
    high: formats.percent(change.high),
  })
}
