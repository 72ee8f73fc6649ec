import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { answered, api, type Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { FigureTable } from './FigureTable.tsx'
import { readTaskSearch, type TaskSearch } from './search.ts'

type Figures = Schemas['OrderTimeliness']

/** How much of what was asked of orders was done in time: whole, by agent, by store, by day. Each figure opens its tasks. */
export function Timeliness({ search }: { readonly search: TaskSearch }) {
  const text = useText('procedures')
  const formats = useFormats()
  const { store, from, until } = search
  const query = useQuery({
    queryKey: ['tickets', 'order-tasks', 'timeliness', store, from, until],
    queryFn: () =>
      answered(
        api.GET('/api/order-tasks/timeliness', {
          params: { query: { ...(store && { storeId: store }), ...(from && { from }), ...(until && { until }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  })
  if (query.error && !query.data)
    return <ErrorState error={query.error} title={text('load-failed')} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonLines lines={8} />
  const told = query.data
  const period = { state: 'ended', store, from: told.from, until: told.until }
  const open = (change: object): TaskSearch => readTaskSearch({ ...period, ...change })
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-3 gap-3 max-md:grid-cols-1">
        <Tile name={text('rate')} search={open({})} figure={<Rate figures={told} />}>
          {text('of-ended', { inTime: told.inTime, ended: told.ended })}
        </Tile>
        <Tile name={text('open-now')} search={readTaskSearch({ store })} figure={formats.number(told.open)} />
        <Tile
          name={text('overdue-now')}
          search={readTaskSearch({ state: 'overdue', store })}
          figure={<span className={told.overdue > 0 ? 'text-danger-ink' : ''}>{formats.number(told.overdue)}</span>}
        />
      </div>
      <p className="text-sm text-muted">
        {`${told.from} – ${told.until} · ${text('rate-detail', { zone: told.zone })}`}
      </p>
      {told.ended > 0 && (
        <div className="grid grid-cols-2 gap-4 max-lg:grid-cols-1">
          <Card title={text('by-agent')}>
            <FigureTable
              heading={text('agent')}
              rows={told.byAgent.map(({ agent, ...figures }) => ({
                ...figures,
                key: agent?.id ?? '',
                name: agent?.name ?? text('nobody'),
                search: open(agent ? { agent: agent.id } : {}),
              }))}
            />
          </Card>
          <Card title={text('by-store')}>
            <FigureTable
              heading={text('store')}
              rows={told.byStore.map(({ store: its, ...figures }) => ({
                ...figures,
                key: its.id,
                name: its.name,
                search: open({ store: its.id }),
              }))}
            />
          </Card>
          <Card title={text('by-day')} className="lg:col-span-2">
            <FigureTable
              heading={text('day')}
              rows={told.byDay.toReversed().map(({ day, ...figures }) => ({
                ...figures,
                key: day,
                name: day,
                search: open({ from: day, until: day }),
              }))}
            />
          </Card>
        </div>
      )}
    </div>
  )
}

/** The share, or that there is none: no work is not bad work. */
function Rate({ figures }: { readonly figures: Pick<Figures, 'rate'> }) {
  const text = useText('procedures')
  const formats = useFormats()
  return figures.rate === null ? (
    <span className="text-lg text-muted">{text('no-rate')}</span>
  ) : (
    formats.percent(figures.rate)
  )
}

interface TileProps {
  readonly name: string
  readonly figure: ReactNode
  readonly search: TaskSearch
  readonly children?: ReactNode
}

function Tile({ name, figure, search, children }: TileProps) {
  return (
    <Link
      to="/order-tasks"
      search={search}
      className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-3.5 shadow-card hover:border-edge"
    >
      <span className="text-sm text-muted">{name}</span>
      <span className="text-2xl font-semibold tabular-nums">{figure}</span>
      {children && <span className="text-sm text-muted">{children}</span>}
    </Link>
  )
}
