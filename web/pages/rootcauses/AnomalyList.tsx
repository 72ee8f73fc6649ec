import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Microscope, RefreshCw } from 'lucide-react'
import { memo } from 'react'
import { answered, api } from '../../api/client.ts'
import type { usePages } from '../../api/pages.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { GridCell } from '../../ui/GridCell.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type Anomaly, lookQuery, timesExpected } from './anomalies.ts'
import { StateBadge } from './StateBadge.tsx'
import { type View, views } from './search.ts'

interface AnomalyListProps {
  readonly view: View
  readonly list: ReturnType<typeof usePages<Anomaly>>
  readonly openId: string | undefined
  readonly activeIndex: number
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 88, compact: 78 } as const

/** When the desk looked, which list, then one virtual list however long it is. */
export function AnomalyList({ view, list, openId, activeIndex, className }: AnomalyListProps) {
  const text = useText('rootcauses')
  const navigate = useNavigate()
  return (
    <section
      aria-label={text('rootcauses')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <LastLook />
      <Tabs
        label={text('views')}
        value={view}
        tabs={views.map((value) => ({ value, label: text(`view.${value}`) }))}
        onValue={(chosen) =>
          void navigate({
            to: '/root-causes/{-$anomaly}',
            params: { anomaly: undefined },
            search: chosen === 'open' ? {} : { view: 'closed' },
          })
        }
        className="flex min-h-0 flex-1 flex-col px-3 pt-1 [&>[role=tabpanel]]:-mx-3 [&>[role=tabpanel]]:flex-1"
      >
        <ListRows
          label={text('rootcauses')}
          list={list}
          heights={heights}
          lines={3}
          activeIndex={activeIndex}
          empty={
            <EmptyState icon={Microscope} title={text(`nothing.${view}`)}>
              {text('nothing-detail')}
            </EmptyState>
          }
        >
          {(anomaly) => <AnomalyRow anomaly={anomaly} view={view} open={anomaly.id === openId} />}
        </ListRows>
      </Tabs>
    </section>
  )
}

function LastLook() {
  const text = useText('rootcauses')
  const mayWork = useMay('rootcauses.work')
  const look = useQuery(lookQuery)
  const again = useMutation({
    mutationFn: () => answered(api.POST('/api/anomaly-looks')),
    onSuccess: () => {
      toast(text('looking'))
    },
  })
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2.5 text-sm text-muted">
      <span className="min-w-0 flex-1">
        {look.data &&
          (look.data.lookedAt ? (
            <>
              {text('looked-at', { count: look.data.tested })} · <Time at={look.data.lookedAt} />
            </>
          ) : (
            text('not-looked')
          ))}
        {again.error && (
          <span role="alert" className="block text-danger-ink">
            {again.error.message}
          </span>
        )}
      </span>
      {mayWork && (
        <Button size="small" icon={RefreshCw} pending={again.isPending} onClick={() => again.mutate()}>
          {text('look-now')}
        </Button>
      )}
    </div>
  )
}

interface AnomalyRowProps {
  readonly anomaly: Anomaly
  readonly view: View
  readonly open: boolean
}

/** An anomaly as three lines: which SKU, how much more often, of which orders. */
const AnomalyRow = memo(function AnomalyRow({ anomaly, view, open }: AnomalyRowProps) {
  const text = useText('rootcauses')
  const formats = useFormats()
  const times = timesExpected(anomaly)
  const round = (value: number) => formats.number(Math.round(value * 10) / 10)
  return (
    <GridCell>
      <Link
        to="/root-causes/{-$anomaly}"
        params={{ anomaly: anomaly.id }}
        search={view === 'open' ? {} : { view }}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{anomaly.sku}</span>
          {times !== null && anomaly.state === 'open' && (
            <Badge tone="danger">{text('times-expected', { times: round(times) })}</Badge>
          )}
          {anomaly.state !== 'open' && <StateBadge state={anomaly.state} />}
        </span>
        <span className="truncate text-sm">
          {[text(`stream.${anomaly.stream}`), ...(anomaly.title ? [anomaly.title] : [])].join(' · ')}
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
          <span className="min-w-0 flex-1 truncate">
            {text('of-sent', { count: anomaly.observed, sent: anomaly.sent, expected: round(anomaly.expected) })}
          </span>
          <Time at={anomaly.foundAt} className="shrink-0" />
        </span>
      </Link>
    </GridCell>
  )
})
