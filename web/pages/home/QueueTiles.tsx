import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AlarmClock, Clock, Hourglass, Inbox, type LucideIcon, UserRound } from 'lucide-react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import type { View } from '../../parts/desk.ts'
import { useCountWriter } from '../../parts/useCountWriter.ts'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

const tiles: readonly { readonly view: View; readonly icon: LucideIcon }[] = [
  { view: 'mine', icon: UserRound },
  { view: 'unassigned', icon: Inbox },
  { view: 'breaching', icon: Clock },
  { view: 'waiting', icon: Hourglass },
  { view: 'snoozed', icon: AlarmClock },
]

/** How full each queue is; each figure opens its tickets. */
export function QueueTiles({ counts }: { readonly counts: UseQueryResult<Schemas['ViewCounts']> }) {
  const text = useText('home')
  const views = useText('inbox')
  const write = useCountWriter()
  if (counts.isError && !counts.data)
    return <ErrorState error={counts.error} title={text('queues-failed')} onRetry={() => void counts.refetch()} />
  return (
    <ul aria-label={text('queues')} className="grid grid-cols-5 gap-3 max-md:grid-cols-2">
      {tiles.map(({ view, icon: Icon }) => {
        const late = view === 'breaching' && (counts.data?.breaching ?? 0) > 0
        return (
          <li key={view} className="max-md:last:col-span-2">
            <Link
              to="/inbox/$view/{-$ticket}"
              params={{ view, ticket: undefined }}
              className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-3.5 shadow-card hover:border-edge"
            >
              <span className="flex items-center gap-1.5 text-sm text-muted">
                <Icon aria-hidden className="size-4" />
                {views(`view.${view}`)}
              </span>
              {counts.data ? (
                <span className={classes('text-2xl font-semibold tabular-nums', late && 'text-danger-ink')}>
                  {write(counts.data[view])}
                </span>
              ) : (
                <Skeleton className="my-1 h-6 w-12" />
              )}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
