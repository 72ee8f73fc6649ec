import { ChartLine } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { Table } from '../../ui/Table.tsx'
import type { ChartWeek } from './anomalies.ts'
import { isAbove } from './chart.ts'
import { Plot } from './Plot.tsx'

interface ControlChartProps {
  readonly weeks: readonly ChartWeek[]
  /** The share that usually comes back. */
  readonly usual: number
}

/** A p-chart: the rate of each week's orders, the usual rate and the limit of chance; the same as a table below. */
export function ControlChart({ weeks, usual }: ControlChartProps) {
  const text = useText('rootcauses')
  const formats = useFormats()
  const day = (week: string) => formats.date(new Date(`${week}T12:00:00Z`))
  const summary = text('chart-summary', { count: weeks.filter(isAbove).length, weeks: weeks.length })
  return (
    <Card title={text('chart')} icon={ChartLine}>
      <p className="mb-2 text-sm text-muted">{text('chart-detail')}</p>
      <Plot weeks={weeks} usual={usual} title={`${text('chart')}: ${summary}`} />
      <p className="mt-1 text-sm">{summary}</p>
      <details className="mt-1">
        <summary className="inline-flex min-h-6 cursor-pointer items-center text-sm text-accent-ink underline pointer-coarse:min-h-11">
          {text('chart-table')}
        </summary>
        <Table
          label={text('chart')}
          rows={weeks.toReversed()}
          rowKey={({ week }) => week}
          columns={[
            { name: 'week', title: text('week'), cell: ({ week }) => day(week) },
            { name: 'orders', title: text('orders'), align: 'end', cell: ({ sent }) => formats.number(sent) },
            {
              name: 'returned',
              title: text('returned'),
              align: 'end',
              cell: ({ returned }) => formats.number(returned),
            },
            {
              name: 'share',
              title: text('share'),
              align: 'end',
              cell: ({ rate }) => (rate === null ? '—' : formats.percent(rate)),
            },
            {
              name: 'limit',
              title: text('limit'),
              align: 'end',
              cell: ({ limit }) => (limit === null ? '—' : formats.percent(limit)),
              wideOnly: true,
            },
            {
              name: 'suspected',
              title: text('suspected'),
              cell: ({ suspected }) => text(suspected ? 'suspected' : 'usual'),
              wideOnly: true,
            },
          ]}
        />
      </details>
    </Card>
  )
}
