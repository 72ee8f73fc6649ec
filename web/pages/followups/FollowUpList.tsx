import { Link } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import type { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import { useMay } from '../../shell/session.ts'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
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

/** The lists above, then one virtual list however long it is. */
export function FollowUpList({ view, list, openId, activeIndex, className }: FollowUpListProps) {
  const text = useText('followups')
  const mayPlan = useMay('followups.plan')
  return (
    <section
      aria-label={text('followups')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <PlaceTabs
        place={view}
        className="flex min-h-0 flex-1 flex-col px-3 pt-1 [&>[role=tabpanel]]:-mx-3 [&>[role=tabpanel]]:flex-1"
      >
        <ListRows
          label={text('followups')}
          list={list}
          heights={heights}
          lines={2}
          activeIndex={activeIndex}
          empty={
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
          }
        >
          {(followUp) => <FollowUpRow followUp={followUp} view={view} open={followUp.id === openId} />}
        </ListRows>
      </PlaceTabs>
    </section>
  )
}
