import { ChartLine } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { Table } from '../../ui/Table.tsx'
import type { ChartWeek } from './anomalies.ts'
import { isAbove, linesOf, nicest } from './chart.ts'

interface ControlChartProps {
  readonly weeks: readonly ChartWeek[]
  /** The share that usually comes back. */
  readonly usual: number
}

const [width, height, left, bottom] = [640, 200, 44, 22] as const

/** A p-chart: the rate of each week's orders, the usual rate and the limit of chance; the same as a table below. */
export function ControlChart({ weeks, usual }: ControlChartProps) {
  const text = useText('rootcauses')
  const formats = useFormats()
  const top = nicest(
    Math.max(usual * 2, ...weeks.map(({ rate, limit }) => Math.max(rate ?? 0, Math.min(limit ?? 0, 1)))),
  )
  const x = (at: number) => left + ((at + 0.5) * (width - left - 8)) / Math.max(weeks.length, 1)
  const y = (rate: number) => 8 + (1 - Math.min(rate, top) / top) * (height - bottom - 8)
  const day = (week: string) => formats.date(new Date(`${week}T12:00:00Z`))
  const summary = text('chart-summary', { count: weeks.filter(isAbove).length, weeks: weeks.length })
  const first = weeks.findIndex(({ suspected }) => suspected)
  return (
    <Card title={text('chart')} icon={ChartLine}>
      <p className="mb-2 text-sm text-muted">{text('chart-detail')}</p>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" className="w-full">
        <title>{`${text('chart')}: ${summary}`}</title>
        {[0, top / 2, top].map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - 8} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={left - 6} y={y(tick) + 4} textAnchor="end" className="fill-muted text-xs">
              {formats.percent(tick)}
            </text>
          </g>
        ))}
        {first >= 0 && (
          <rect
            x={x(first) - (x(1) - x(0)) / 2}
            y={8}
            width={Math.max(0, width - 8 - x(first) + (x(1) - x(0)) / 2)}
            height={height - bottom - 8}
            className="fill-warn-soft"
          />
        )}
        <line x1={left} x2={width - 8} y1={y(usual)} y2={y(usual)} className="stroke-muted" />
        {linesOf(weeks, ({ limit }) => limit).map((points) => (
          <polyline
            key={points[0]?.at}
            points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
            className="fill-none stroke-danger [stroke-dasharray:5_4]"
          />
        ))}
        {linesOf(weeks, ({ rate }) => rate).map((points) => (
          <polyline
            key={points[0]?.at}
            points={points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
            className="fill-none stroke-accent [stroke-width:1.5]"
          />
        ))}
        {weeks.map((week, at) =>
          week.rate === null ? null : isAbove(week) ? (
            // Not told apart by colour alone: above the limit it is a square.
            <rect key={week.week} x={x(at) - 4} y={y(week.rate) - 4} width={8} height={8} className="fill-danger" />
          ) : (
            <circle key={week.week} cx={x(at)} cy={y(week.rate)} r={3} className="fill-accent" />
          ),
        )}
        {[0, Math.floor(weeks.length / 2), weeks.length - 1].map((at) => (
          <text
            key={at}
            x={x(at)}
            y={height - 5}
            textAnchor={at === 0 ? 'start' : at === weeks.length - 1 ? 'end' : 'middle'}
            className="fill-muted text-xs"
          >
            {weeks[at] ? day(weeks[at].week) : ''}
          </text>
        ))}
      </svg>
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
