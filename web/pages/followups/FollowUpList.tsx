import { Link } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import type { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { usePreferences } from '../../preferences.ts'
import { useMay } from '../../shell/session.ts'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { FollowUpRow } from './FollowUpRow.tsx'
import type { FollowUp, View } from './followups.ts'
import { PlaceTabs } from './PlaceTabs.tsx'

interface FollowUpListProps {
  readonly view: View
  readonly list: ReturnType<typeof usePages<FollowUp>>
  readonly openId: string | undefined
  readonly activeIndex: number
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 68, compact: 60 } as const
const factors = { small: 0.9375, medium: 1, large: 1.125, larger: 1.25 } as const

/** The lists above, then one virtual list however long it is. */
export function FollowUpList({ view, list, openId, activeIndex, className }: FollowUpListProps) {
  const text = useText('followups')
  const mayPlan = useMay('followups.plan')
  const { density, textSize } = usePreferences()
  const rowHeight = Math.round(heights[density] * factors[textSize])
  const { rows, error, retry, more } = list
  return (
    <section
      aria-label={text('followups')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <PlaceTabs
        place={view}
        className="flex min-h-0 flex-1 flex-col px-3 pt-1 [&>[role=tabpanel]]:-mx-3 [&>[role=tabpanel]]:flex-1"
      >
        {error && !rows && <ErrorState error={error} onRetry={retry} />}
        {!error && !rows && <SkeletonRows rowHeight={rowHeight} lines={2} />}
        {rows?.length === 0 && (
          <EmptyState
            icon={PhoneCall}
            title={text(`nothing-${view}`)}
            actions={
              mayPlan && (
                <Link
                  to="/settings/{-$page}/{-$item}"
                  params={{ page: 'followups', item: undefined }}
                  className="inline-flex min-h-6 items-center text-accent-ink underline pointer-coarse:min-h-11"
                >
                  {text('to-plans')}
                </Link>
              )
            }
          >
            {text(`nothing-${view}-detail`)}
          </EmptyState>
        )}
        {rows && rows.length > 0 && (
          <VirtualList
            label={text('followups')}
            items={rows}
            itemKey={({ id }) => id}
            rowHeight={rowHeight}
            total={more.has ? -1 : rows.length}
            activeIndex={activeIndex}
            onEnd={more.has && !more.pending ? more.load : undefined}
            className="flex-1"
          >
            {(followUp) => <FollowUpRow followUp={followUp} view={view} open={followUp.id === openId} />}
          </VirtualList>
        )}
      </PlaceTabs>
    </section>
  )
}
