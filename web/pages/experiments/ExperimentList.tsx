import { Link, useNavigate } from '@tanstack/react-router'
import { FlaskConical, Plus } from 'lucide-react'
import { memo } from 'react'
import type { usePages } from '../../api/pages.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import { ReturnsPlaces } from '../../parts/policies/ReturnsPlaces.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { GridCell } from '../../ui/GridCell.tsx'
import { Select } from '../../ui/Select.tsx'
import type { ExperimentLine } from './experiments.ts'
import { StateBadge } from './StateBadge.tsx'
import { type View, views } from './search.ts'

interface ExperimentListProps {
  readonly view: View
  readonly list: ReturnType<typeof usePages<ExperimentLine>>
  readonly openId: string | undefined
  readonly activeIndex: number
  /** Absent for who may plan none. */
  readonly onAdd: (() => void) | undefined
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 68, compact: 60 } as const

/** Which ones, then the experiments, the newest first. */
export function ExperimentList({ view, list, openId, activeIndex, onAdd, className }: ExperimentListProps) {
  const text = useText('experiments')
  const navigate = useNavigate()
  const add = onAdd && (
    <Button tone="primary" icon={Plus} onClick={onAdd}>
      {text('add')}
    </Button>
  )
  return (
    <section
      aria-label={text('experiments')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <div className="flex flex-col gap-2 border-b border-line p-3">
        <ReturnsPlaces />
        <div className="flex items-center gap-2">
          <Select
            aria-label={text('views')}
            value={view}
            options={views.map((value) => ({ value, label: text(`view.${value}`) }))}
            onValue={(chosen) =>
              void navigate({
                to: '/returns/experiments/{-$experiment}',
                params: { experiment: undefined },
                search: chosen === 'open' ? {} : { view: chosen },
              })
            }
            className="min-w-0 flex-1"
          />
          {list.rows?.length !== 0 && add}
        </div>
      </div>
      <ListRows
        label={text('experiments')}
        list={list}
        heights={heights}
        lines={2}
        activeIndex={activeIndex}
        empty={
          <EmptyState icon={FlaskConical} title={text('nothing')} actions={add}>
            {text('nothing-detail')}
          </EmptyState>
        }
      >
        {(experiment) => <ExperimentRow experiment={experiment} view={view} open={experiment.id === openId} />}
      </ListRows>
    </section>
  )
}

interface ExperimentRowProps {
  readonly experiment: ExperimentLine
  readonly view: View
  readonly open: boolean
}

/** An experiment as two lines: what it is called and how it stands, then of which policy and how far. */
const ExperimentRow = memo(function ExperimentRow({ experiment, view, open }: ExperimentRowProps) {
  const text = useText('experiments')
  const language = useLanguage()
  const { returns, size } = experiment
  return (
    <GridCell>
      <Link
        to="/returns/experiments/{-$experiment}"
        params={{ experiment: experiment.id }}
        search={view === 'open' ? {} : { view }}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{experiment.name}</span>
          <StateBadge experiment={experiment} />
        </span>
        <span className="min-w-0 truncate text-sm text-muted tabular-nums">
          {[experiment.policyTitle[language], text('returns-of', { returns, size })].join(' · ')}
        </span>
      </Link>
    </GridCell>
  )
})
