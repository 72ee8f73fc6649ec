import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { type AnomalyDetail, anomalyQuery } from './anomalies.ts'
import { CommentsCard } from './CommentsCard.tsx'
import { ControlChart } from './ControlChart.tsx'
import { Effect } from './Effect.tsx'
import { FiguresCard } from './FiguresCard.tsx'
import { Moves } from './Moves.tsx'
import { ReasonsCard } from './ReasonsCard.tsx'
import { StateBadge } from './StateBadge.tsx'
import type { AnomalySearch } from './search.ts'

/** One anomaly: how often, since when, why, at what cost, and what was done about it. */
export function AnomalyView({ id, search }: { readonly id: string; readonly search: AnomalySearch }) {
  const text = useText('rootcauses')
  const query = useQuery(anomalyQuery(id))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const anomaly = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/root-causes/{-$anomaly}"
          params={{ anomaly: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('back-to-list')}
        </Link>
        {query.isError && !anomaly && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={8} />}
        {anomaly && (
          <>
            <Head anomaly={anomaly} />
            <Moves anomaly={anomaly} commentIds={chosen} />
            {anomaly.actedAt && <Effect anomaly={anomaly} />}
            <ControlChart weeks={anomaly.weeks} usual={anomaly.baseRate} />
            <div className="grid items-start gap-3.5 lg:grid-cols-2">
              <div className="flex min-w-0 flex-col gap-3.5">
                <FiguresCard anomaly={anomaly} />
                <ReasonsCard anomaly={anomaly} />
              </div>
              <CommentsCard
                anomaly={anomaly}
                chosen={chosen}
                {...(anomaly.state === 'open' && { onChosen: setChosen })}
              />
            </div>
          </>
        )}
      </div>
    </article>
  )
}

function Head({ anomaly }: { readonly anomaly: AnomalyDetail }) {
  const text = useText('rootcauses')
  const formats = useFormats()
  const { sku, title, category, batch, since } = anomaly
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{sku}</h2>
        <StateBadge state={anomaly.state} />
      </div>
      <p className="text-sm text-muted [overflow-wrap:anywhere]">
        {[
          ...(title ? [title] : []),
          ...(category ? [category] : []),
          text(`stream.${anomaly.stream}`),
          batch === null
            ? text('since', { day: formats.date(new Date(`${since}T12:00:00Z`)) })
            : text('batch', { batch }),
        ].join(' · ')}
      </p>
      {anomaly.closeReason && <p className="text-sm">{text('closed-because', { reason: anomaly.closeReason })}</p>}
    </header>
  )
}
