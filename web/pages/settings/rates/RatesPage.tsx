import { useQuery } from '@tanstack/react-query'
import { Coins, Plus } from 'lucide-react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Table } from '../../../ui/Table.tsx'
import { useSettingsAddress } from '../address.ts'
import { RateDialog } from './RateDialog.tsx'
import { RateFile } from './RateFile.tsx'

type Coverage = Schemas['RateCoverage']

/** What currencies were worth in each other: how far each pair reaches, where it has gaps, and how to fill them. */
export function RatesPage({ item }: { readonly item: string | undefined }) {
  const text = useText('rates')
  const title = useText('settings')('rates')
  const mayWrite = useMay('orders.write')
  const { open } = useSettingsAddress('rates')
  const coverage = useQuery({
    queryKey: ['rates', 'coverage'],
    queryFn: () => answered(api.GET('/api/currency-rates/coverage')),
  })
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} description={text('detail')} actions={add} />
      <div className="flex flex-col gap-4">
        {mayWrite && <RateFile />}
        {coverage.error && !coverage.data ? (
          <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} />
        ) : (
          <CoverageTable rows={coverage.data} />
        )}
        <p className="text-sm text-muted">{text('how')}</p>
      </div>
      {item === 'new' && mayWrite && <RateDialog onClose={() => open(undefined)} />}
    </>
  )
}

function CoverageTable({ rows }: { readonly rows: readonly Coverage[] | undefined }) {
  const text = useText('rates')
  const formats = useFormats('UTC')
  const day = (written: string): string => formats.date(new Date(written))
  return (
    <Table
      label={text('pairs')}
      rows={rows}
      rowKey={({ from, to }) => `${from} ${to}`}
      empty={
        <EmptyState icon={Coins} title={text('empty')}>
          {text('empty-detail')}
        </EmptyState>
      }
      columns={[
        {
          name: 'pair',
          title: text('pair'),
          cell: ({ from, to }) => <span className="font-medium whitespace-nowrap">{`${from} → ${to}`}</span>,
        },
        {
          name: 'rate',
          title: text('latest'),
          cell: ({ rate, last, source }) => (
            <span className="flex flex-col">
              <span className="tabular-nums">{rate}</span>
              <span className="text-sm text-muted">{`${day(last)} · ${source}`}</span>
            </span>
          ),
        },
        {
          name: 'days',
          title: text('known'),
          align: 'end',
          wideOnly: true,
          cell: ({ days, first }) => text('known-since', { count: days, day: day(first) }),
        },
        {
          name: 'gaps',
          title: text('gaps'),
          cell: ({ gaps }) =>
            gaps.length === 0 ? (
              <Badge tone="ok">{text('no-gaps')}</Badge>
            ) : (
              <ul className="flex flex-col gap-0.5 text-sm text-warn-ink">
                {gaps.slice(-mostGaps).map(({ first, last }) => (
                  <li key={first}>{first === last ? day(first) : `${day(first)} – ${day(last)}`}</li>
                ))}
                {gaps.length > mostGaps && <li>{text('more-gaps', { count: gaps.length - mostGaps })}</li>}
              </ul>
            ),
        },
      ]}
    />
  )
}

/** The latest are those that somebody will fill. */
const mostGaps = 3
