import { Info } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { CsvLink } from './CsvLink.tsx'
import { FigureLink } from './FigureLink.tsx'
import { plainMoney, usePercent } from './figures.ts'
import { RateChart } from './RateChart.tsx'
import { Share } from './Share.tsx'
import { type LossSearch, linesBehind, type Rate } from './search.ts'

/** The course of the rate, as a chart or as a table. */
export function TrendCard({ told, search }: { readonly told: Rate; readonly search: LossSearch }) {
  const text = useText('losses')
  const formats = useFormats()
  const percent = usePercent()
  const [look, setLook] = useState<'chart' | 'table'>('chart')
  const { period, currency, points, total, alarm } = told
  const ends = points.map((_, at) => lastDayBefore(points[at + 1]?.start) ?? period.last)
  const behind = (at: number): LossSearch => ({
    ...linesBehind(told, search),
    from: points[at]?.start ?? period.first,
    until: ends[at] ?? period.last,
  })
  const lines = text('of-lines', { count: total.lines })
  return (
    <Card
      title={text('trend')}
      aside={
        <CsvLink
          name={`return-loss-rate-${period.first}-${period.last}.csv`}
          rows={[
            [text('start'), text('rate'), text('rate-without'), text('loss'), text('cost'), currency],
            ...points.map(({ start, rate, rateWithoutQuality, loss, cost }) => [
              ...[start, rate ?? '', rateWithoutQuality ?? ''],
              ...[plainMoney(loss, currency), plainMoney(cost, currency), currency],
            ]),
          ]}
        />
      }
    >
      <div className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
        <span>{text('trend-of', { first: period.first, last: period.last, lines })}</span>
        <Definition told={told} />
      </div>
      <Tabs
        label={text('look')}
        look="pill"
        value={look}
        tabs={[
          { value: 'chart', label: text('chart') },
          { value: 'table', label: text('table') },
        ]}
        onValue={setLook}
        className="mt-2 flex flex-col gap-3"
      >
        {look === 'chart' ? (
          <RateChart points={points} alarm={alarm} behind={behind} />
        ) : (
          <Table
            label={text('trend')}
            rows={points.map((point, at) => ({ ...point, at })).toReversed()}
            rowKey={({ start }) => start}
            columns={[
              { name: 'start', title: text('start'), cell: ({ start }) => start },
              {
                name: 'rate',
                title: text('rate'),
                align: 'end',
                cell: ({ rate }) => <Share rate={rate} level={alarm.all} written={percent(rate)} />,
              },
              {
                name: 'without',
                title: text('rate-without'),
                align: 'end',
                cell: ({ rateWithoutQuality: rate }) => (
                  <Share rate={rate} level={alarm.withoutQuality} written={percent(rate)} />
                ),
              },
              {
                name: 'loss',
                title: text('loss'),
                align: 'end',
                cell: ({ start, loss, at }) => (
                  <FigureLink name={start} search={behind(at)}>
                    {formats.money(loss, currency)}
                  </FigureLink>
                ),
              },
              {
                name: 'cost',
                title: text('cost'),
                align: 'end',
                cell: ({ cost }) => <span className="tabular-nums">{formats.money(cost, currency)}</span>,
                wideOnly: true,
              },
            ]}
          />
        )}
      </Tabs>
    </Card>
  )
}

/** What is counted, on hover and on focus. */
function Definition({ told: { period } }: { readonly told: Rate }) {
  const text = useText('losses')
  const words =
    period.basis === 'ordered'
      ? text('cohort-definition')
      : `${text('rate-definition', { zone: period.zone })} ${text('without-definition')}`
  return (
    <Tooltip text={words}>
      <button
        type="button"
        aria-label={text('definition')}
        className="inline-flex size-6 items-center justify-center rounded hover:bg-hover pointer-coarse:size-11"
      >
        <Info aria-hidden className="size-4" />
      </button>
    </Tooltip>
  )
}

function lastDayBefore(start: string | undefined): string | undefined {
  if (start === undefined) return undefined
  return new Date(Date.parse(`${start}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
