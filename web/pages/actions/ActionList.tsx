import { Link, useNavigate } from '@tanstack/react-router'
import { Handshake, Plus } from 'lucide-react'
import { memo } from 'react'
import type { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import type { Action } from '../../parts/actions/actions.ts'
import { StageBadge } from '../../parts/actions/StageBadge.tsx'
import { ListRows } from '../../parts/ListRows.tsx'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { GridCell } from '../../ui/GridCell.tsx'
import { Select } from '../../ui/Select.tsx'
import { Time } from '../../ui/Time.tsx'
import { type View, views } from './search.ts'

interface ActionListProps {
  readonly view: View
  readonly list: ReturnType<typeof usePages<Action>>
  readonly openId: string | undefined
  readonly activeIndex: number
  readonly onAsk: () => void
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 68, compact: 60 } as const

/** Which list above, then one virtual list however long it is. */
export function ActionList({ view, list, openId, activeIndex, onAsk, className }: ActionListProps) {
  const text = useText('actions')
  const mayAsk = useMay('actions.ask')
  const navigate = useNavigate()
  const ask = mayAsk && (
    <Button tone="primary" icon={Plus} onClick={onAsk}>
      {text('ask')}
    </Button>
  )
  return (
    <section
      aria-label={text('actions')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2.5">
        <div className="min-w-32 flex-1">
          <Select
            aria-label={text('views')}
            value={view}
            options={views.map((value) => ({ value, label: text(`view.${value}`) }))}
            onValue={(chosen) =>
              void navigate({
                to: '/actions/{-$action}',
                params: { action: undefined },
                search: chosen === 'open' ? {} : { view: chosen },
              })
            }
          />
        </div>
        {list.rows?.length !== 0 && ask}
      </div>
      <ListRows
        label={text('actions')}
        list={list}
        heights={heights}
        lines={2}
        activeIndex={activeIndex}
        empty={
          <EmptyState icon={Handshake} title={text(`nothing.${view}`)} actions={ask}>
            {mayAsk && text('nothing-detail')}
          </EmptyState>
        }
      >
        {(action) => <ActionRow action={action} view={view} open={action.id === openId} />}
      </ListRows>
    </section>
  )
}

interface ActionRowProps {
  readonly action: Action
  readonly view: View
  readonly open: boolean
}

/** An action as two lines of the list: what, then of whom, who does it and until when. */
const ActionRow = memo(function ActionRow({ action, view, open }: ActionRowProps) {
  return (
    <GridCell>
      <Link
        to="/actions/{-$action}"
        params={{ action: action.id }}
        search={view === 'open' ? {} : { view }}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{action.title}</span>
          <StageBadge action={action} />
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
          <span className="min-w-0 flex-1 truncate">
            {[action.department.name, ...(action.owner ? [action.owner.name] : [])].join(' · ')}
          </span>
          <Time at={action.closedAt ?? action.dueAt} className="shrink-0" />
        </span>
      </Link>
    </GridCell>
  )
})
