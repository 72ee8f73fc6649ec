import { Link } from '@tanstack/react-router'
import { History, Play } from 'lucide-react'
import { memo } from 'react'
import type { usePages } from '../../api/pages.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import { ReturnsPlaces } from '../../parts/policies/ReturnsPlaces.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { GridCell } from '../../ui/GridCell.tsx'
import type { ReplayLine } from './replays.ts'
import { StateBadge } from './StateBadge.tsx'
import type { ReplaySearch } from './search.ts'

interface ReplayListProps {
  readonly search: ReplaySearch
  readonly list: ReturnType<typeof usePages<ReplayLine>>
  readonly openId: string | undefined
  readonly activeIndex: number
  /** Absent for who may start none. */
  readonly onAdd: (() => void) | undefined
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 68, compact: 60 } as const

/** The replays, the newest first, of all versions or of one. */
export function ReplayList({ search, list, openId, activeIndex, onAdd, className }: ReplayListProps) {
  const text = useText('replays')
  const add = onAdd && (
    <Button tone="primary" icon={Play} onClick={onAdd}>
      {text('add')}
    </Button>
  )
  return (
    <section
      aria-label={text('replays')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <div className="flex flex-col gap-2 border-b border-line p-3">
        <ReturnsPlaces />
        <div className="flex flex-wrap items-center gap-2 empty:hidden">
          {search.version !== undefined && (
            <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 text-sm text-muted">
              {text('of-one-version')}
              <Link to="/returns/replays/{-$replay}" params={{ replay: undefined }} search={{}} className="underline">
                {text('of-all')}
              </Link>
            </span>
          )}
          {list.rows?.length !== 0 && add}
        </div>
      </div>
      <ListRows
        label={text('replays')}
        list={list}
        heights={heights}
        lines={2}
        activeIndex={activeIndex}
        empty={
          <EmptyState icon={History} title={text('nothing')} actions={add}>
            {text('nothing-detail')}
          </EmptyState>
        }
      >
        {(replay) => <ReplayRow replay={replay} search={search} open={replay.id === openId} />}
      </ListRows>
    </section>
  )
}

interface ReplayRowProps {
  readonly replay: ReplayLine
  readonly search: ReplaySearch
  readonly open: boolean
}

/** A replay as two lines: which version and how it stands, then over which days, by whom. */
const ReplayRow = memo(function ReplayRow({ replay, search, open }: ReplayRowProps) {
  const text = useText('replays')
  const language = useLanguage()
  const days = useFormats('UTC')
  const day = (written: string): string => days.date(new Date(written))
  return (
    <GridCell>
      <Link
        to="/returns/replays/{-$replay}"
        params={{ replay: replay.id }}
        search={search}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">
            {text('version-of', { policy: replay.policyTitle[language], number: replay.versionNumber })}
          </span>
          <StateBadge state={replay.state} />
        </span>
        <span className="min-w-0 truncate text-sm text-muted">
          {[text('days', { from: day(replay.from), to: day(replay.to) }), replay.askedBy.name].join(' · ')}
        </span>
      </Link>
    </GridCell>
  )
})
