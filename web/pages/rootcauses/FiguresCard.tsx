import { Sigma } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card, Facts } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'
import type { AnomalyDetail } from './anomalies.ts'

/** How much more often it comes back than it should, how sure that is, and what it has cost. */
export function FiguresCard({ anomaly }: { readonly anomaly: AnomalyDetail }) {
  const text = useText('rootcauses')
  const formats = useFormats()
  const { tail, costs, withoutAmount } = anomaly
  const round = (value: number) => formats.number(Math.round(value * 10) / 10)
  return (
    <Card title={text('evidence')} icon={Sigma}>
      <Facts
        rows={[
          {
            name: text('came'),
            value: text('of-sent', { count: anomaly.observed, sent: anomaly.sent, expected: round(anomaly.expected) }),
          },
          { name: text('rate'), value: formats.percent(anomaly.baseRate) },
          {
            name: text('chance'),
            value:
              tail < 0.001
                ? text('chance-below', {
                    number: formats.number(10 ** Math.min(12, Math.floor(-Math.log10(tail || 1e-12)))),
                  })
                : text('chance-about', { percent: formats.percent(tail) }),
          },
          {
            name: text('evidence'),
            value: text('evidence-value', {
              times: formats.number(Math.round(Math.exp(Math.min(anomaly.evidence, 27)))),
            }),
          },
          { name: text('found-at'), value: <Time at={anomaly.foundAt} /> },
        ]}
      />
      <h3 className="mt-3 mb-1 text-sm font-medium">{text('costs')}</h3>
      {costs.length === 0 && <p className="text-sm text-muted">{text('no-costs')}</p>}
      {costs.length > 0 && (
        <Facts
          rows={costs.flatMap(({ currency, refunded, labels }) => [
            { name: `${text('refunds')} (${currency})`, value: formats.money(refunded, currency) },
            { name: `${text('labels')} (${currency})`, value: formats.money(labels, currency) },
          ])}
        />
      )}
      {withoutAmount > 0 && (
        <p className="mt-1 text-sm text-muted">{text('costs-missing', { count: withoutAmount })}</p>
      )}
    </Card>
  )
}
