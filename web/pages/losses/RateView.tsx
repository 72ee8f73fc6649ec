import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TrendingDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { answered, api } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { CutCard } from './CutCard.tsx'
import { isAbove, isEmpty, usePercent } from './figures.ts'
import { MissingBanner } from './MissingBanner.tsx'
import { asked, type LossSearch, linesBehind, type Rate } from './search.ts'
import { TrendCard } from './TrendCard.tsx'

/** The rate as the first number, its course, and what it is made of. */
export function RateView({ search }: { readonly search: LossSearch }) {
  const text = useText('losses')
  const by = search.by ?? 'week'
  const question = { ...asked(search), by }
  const query = useQuery({
    queryKey: ['losses', 'rate', question],
    queryFn: () => answered(api.GET('/api/loss-rate', { params: { query: question } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.waiting ? 5_000 : false),
  })
  if (query.error)
    return <ErrorState error={query.error} title={text('load-failed')} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonLines lines={8} />
  const told = query.data
  return (
    <div className="flex flex-col gap-4">
      {told.waiting && <Banner>{text('waiting')}</Banner>}
      <Tiles told={told} search={search} />
      <MissingBanner total={told.total} search={search} />
      {isEmpty(told.total) ? (
        <EmptyState icon={TrendingDown} title={text('nothing')}>
          {text('nothing-detail')}
        </EmptyState>
      ) : (
        <>
          <TrendCard told={told} search={search} />
          <CutCard search={search} />
        </>
      )}
    </div>
  )
}

function Tiles({ told, search }: { readonly told: Rate; readonly search: LossSearch }) {
  const text = useText('losses')
  const formats = useFormats()
  const percent = usePercent()
  const { total, alarm, currency } = told
  const lines = linesBehind(told, search)
  return (
    <div className="grid grid-cols-4 gap-3 max-lg:grid-cols-2">
      <Tile
        name={text('rate')}
        search={lines}
        isAlarm={isAbove(total.rate, alarm.all)}
        figure={percent(total.rate)}
        first
      >
        <Level rate={total.rate} level={alarm.all} />
      </Tile>
      <Tile
        name={text('rate-without')}
        search={{ ...lines, without: true }}
        isAlarm={isAbove(total.rateWithoutQuality, alarm.withoutQuality)}
        figure={percent(total.rateWithoutQuality)}
      >
        <Level rate={total.rateWithoutQuality} level={alarm.withoutQuality} />
      </Tile>
      <Tile name={text('loss')} search={lines} figure={formats.money(total.loss, currency)}>
        {text('of-lines', { count: total.lines })}
      </Tile>
      <div className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface p-3.5 shadow-card">
        <span className="text-sm text-muted">{text('cost')}</span>
        <span className="text-lg font-semibold tabular-nums [overflow-wrap:anywhere]">
          {formats.money(total.cost, currency)}
        </span>
        <span className="text-sm text-muted">{text('of-parcels', { count: total.parcels })}</span>
      </div>
    </div>
  )
}

function Level({ rate, level }: { readonly rate: number | null; readonly level: number }) {
  const text = useText('losses')
  const percent = usePercent()
  if (rate === null) return null
  return text(isAbove(rate, level) ? 'above' : 'below', { level: percent(level / 100) })
}

interface TileProps {
  readonly name: string
  readonly figure: string
  readonly search: LossSearch
  readonly isAlarm?: boolean
  readonly first?: boolean
  readonly children?: ReactNode
}

function Tile({ name, figure, search, isAlarm = false, first = false, children }: TileProps) {
  const text = useText('losses')
  return (
    <Link
      to="/losses"
      search={search}
      className={classes(
        'flex min-w-0 flex-col gap-1 rounded-xl border bg-surface p-3.5 shadow-card hover:border-edge',
        isAlarm ? 'border-danger' : 'border-line',
      )}
    >
      <span className="text-sm text-muted">{name}</span>
      <span
        className={classes(
          'font-semibold tabular-nums [overflow-wrap:anywhere]',
          first ? 'text-2xl' : 'text-lg',
          isAlarm && 'text-danger-ink',
        )}
      >
        {figure}
      </span>
      <span className={classes('text-sm', isAlarm ? 'text-danger-ink' : 'text-muted')}>{children}</span>
      <span className="sr-only">{text('open-lines', { name })}</span>
    </Link>
  )
}
