import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { GitBranch, type LucideIcon, TrendingDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useLive } from '../../api/live.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { ReturnsPlaces } from '../../parts/policies/ReturnsPlaces.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { classes } from '../../ui/classes.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useIsWide } from '../../ui/useIsWide.ts'
import { Board } from './Board.tsx'
import { ReturnFilters } from './ReturnFilters.tsx'
import { ReturnList } from './ReturnList.tsx'
import { type ReturnSearch, unnarrowed, type View } from './search.ts'
import { Waits } from './Waits.tsx'

/** All returns: where each stands, what is due when, and the ways to their policies and losses. */
export function ReturnsPage() {
  return useMay('returns.read') ? <Returns /> : <Forbidden permission="returns.read" />
}

/** A burst of changes is gathered; the first of it counts. */
const gatherMs = 1_000

/** Brings the page up to date when something happens on a ticket: a return is one. */
function useFresh(): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive('ticket', () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void queries.invalidateQueries({ queryKey: ['returns'] })
    }, gatherMs)
  })
}

function Returns() {
  const text = useText('returnsBoard')
  const search = useSearch({ from: '/app/returns' })
  const navigate = useNavigate()
  const isWide = useIsWide()
  const mayPolicies = useMay('policies.read')
  // Whoever reaches replays or experiments has the way to policies beside them already.
  const hasPlaces = [useMay('replays.read'), useMay('experiments.read')].includes(true)
  useTitle(text('returns'))
  useFresh()
  // A board needs room for its columns: a phone shows the list, narrowed by step.
  const view: View = search.view ?? (isWide ? 'board' : 'list')
  const isBoard = view === 'board'
  return (
    <div className={classes('relative flex min-h-0 flex-1 flex-col', isBoard ? 'overflow-hidden' : 'overflow-y-auto')}>
      <div className={classes('flex w-full flex-col gap-4 p-6 pb-3 max-md:p-4', !isBoard && 'mx-auto max-w-6xl')}>
        <ReturnsPlaces />
        <PageHeader
          title={text('returns')}
          description={text('detail')}
          actions={
            <>
              {mayPolicies && !hasPlaces && (
                <Way to="/returns/policies/{-$policy}" icon={GitBranch} label={text('policies')} />
              )}
              {useMay('losses.read') && <Way to="/losses" icon={TrendingDown} label={text('losses')} />}
            </>
          }
        />
        <Tabs
          label={text('views')}
          value={view}
          tabs={(isWide ? (['board', 'list', 'waits'] as const) : (['list', 'waits'] as const)).map((value) => ({
            value,
            label: text(`view.${value}`),
          }))}
          onValue={(next) => void navigate({ to: '/returns', search: searchOf(next, search, isWide) })}
        >
          <div className="flex flex-col gap-4 pt-4">
            <ReturnFilters search={search} isList={view === 'list'} />
            {view === 'list' && <ReturnList search={listed(search)} />}
            {view === 'waits' && <Waits search={search} />}
          </div>
        </Tabs>
      </div>
      {isBoard && <Board search={search} />}
    </div>
  )
}

/** The list is of all days. */
const listed = ({ day: _, month: __, ...search }: ReturnSearch): ReturnSearch => search

/** What one view has narrowed by and another cannot is left behind. */
function searchOf(view: View, search: ReturnSearch, isWide: boolean): ReturnSearch {
  const { store, approval, due } = search
  const kept = {
    ...(store && { store }),
    ...(view !== 'waits' && { ...(approval && { approval }), ...(due && { due }) }),
  }
  if (view === 'waits')
    return { ...kept, view, ...unnarrowed({ month: search.month, day: search.day } as ReturnSearch) }
  return view === 'list' && isWide ? { ...kept, view } : kept
}

interface WayProps {
  readonly to: '/returns/policies/{-$policy}' | '/losses'
  readonly icon: LucideIcon
  readonly label: string
}

function Way({ to, icon: Icon, label }: WayProps) {
  return (
    <Link
      to={to}
      params={{}}
      search={{}}
      className="inline-flex h-9 items-center gap-2 rounded-lg border border-line bg-surface px-3.5 shadow-card hover:bg-hover compact:h-8 pointer-coarse:min-h-11"
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {label}
    </Link>
  )
}
