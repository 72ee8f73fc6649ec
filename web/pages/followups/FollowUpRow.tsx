import { Link } from '@tanstack/react-router'
import { Mail, Phone, Star } from 'lucide-react'
import { memo } from 'react'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { GridCell } from '../../ui/GridCell.tsx'
import { Time } from '../../ui/Time.tsx'
import type { FollowUp, View } from './followups.ts'
import { OutcomeBadge } from './OutcomeBadge.tsx'

interface FollowUpRowProps {
  readonly followUp: FollowUp
  readonly view: View
  readonly open: boolean
}

/** A follow-up as two lines of the list: whom, then by which way, for which plan and since when. */
export const FollowUpRow = memo(function FollowUpRow({ followUp, view, open }: FollowUpRowProps) {
  const text = useText('followups')
  const { way, attempts } = followUp
  const Icon = way === 'phone' ? Phone : Mail
  return (
    <GridCell>
      <Link
        to="/followups/{-$followUp}"
        params={{ followUp: followUp.id }}
        search={view === 'due' ? {} : { view }}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-1 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{followUp.customerName || text('no-name')}</span>
          {followUp.important && (
            <Badge tone="warn" icon={Star}>
              {text('important')}
            </Badge>
          )}
          {followUp.state === 'open' ? (
            followUp.overdue && <Badge tone="danger">{text('overdue')}</Badge>
          ) : (
            <OutcomeBadge followUp={followUp} />
          )}
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
          <Icon aria-label={text(`way-${way}`)} className="size-3.5 shrink-0" />
          <span className="min-w-0 flex-1 truncate">
            {[
              followUp.planName,
              ...(attempts > 0 ? [text('tried-times', { count: attempts })] : []),
              ...(followUp.assigneeName ? [followUp.assigneeName] : []),
            ].join(' · ')}
          </span>
          <Time at={followUp.closedAt ?? followUp.dueAt} className="shrink-0" />
        </span>
      </Link>
    </GridCell>
  )
})
