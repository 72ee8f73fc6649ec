import { Link } from '@tanstack/react-router'
import { ChevronsUp, Eye, PencilLine } from 'lucide-react'
import { memo } from 'react'
import { useText } from '../../i18n/text.ts'
import { DueChip } from '../../parts/DueChip.tsx'
import type { TicketRow } from '../../parts/desk.ts'
import { ChannelTag, KindTag } from '../../parts/KindTag.tsx'
import { Badge, Count } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { GridCell } from '../../ui/GridCell.tsx'
import type { InboxSearch, View } from './search.ts'
import { useSubTypeName } from './words.ts'

interface TicketLineProps {
  readonly ticket: TicketRow
  readonly view: View
  readonly search: InboxSearch
  readonly open: boolean
  readonly hasDraft: boolean
  /** Somebody else has it open now. */
  readonly watched: boolean
  readonly storeZone: string | undefined
}

/** A ticket as four lines of the list: who and when, what about, what they said, what kind and whose. */
export const TicketLine = memo(function TicketLine(props: TicketLineProps) {
  const { ticket, view, search, open, hasDraft, watched, storeZone } = props
  const text = useText('tickets')
  const inbox = useText('inbox')
  const subType = useSubTypeName(ticket.subType)
  const fresh = ticket.unanswered > 0
  return (
    <GridCell>
      <Link
        to="/inbox/$view/{-$ticket}"
        params={{ view, ticket: ticket.id }}
        search={search}
        aria-current={open ? 'true' : undefined}
        className={classes(
          'flex h-full flex-col justify-center gap-0.5 border-l-3 pr-3 pl-3.5 -outline-offset-2',
          open ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover/70',
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className={classes('min-w-0 truncate', fresh && 'font-semibold')}>
            {ticket.customer?.name || inbox('unknown-buyer')}
          </span>
          <ChannelTag ticket={ticket} />
          {watched && <Eye aria-label={inbox('being-viewed')} className="size-3.5 shrink-0 text-muted" />}
          <span className="ml-auto flex shrink-0 items-center gap-1 pl-1">
            {(ticket.priority === 'urgent' || ticket.priority === 'high') && (
              <ChevronsUp
                aria-label={text(`priority.${ticket.priority}`)}
                className={classes('size-4', ticket.priority === 'urgent' ? 'text-danger-ink' : 'text-warn-ink')}
              />
            )}
            <DueChip ticket={ticket} storeZone={storeZone} />
          </span>
        </span>
        <span className={classes('block shrink-0 truncate text-sm', fresh && 'font-semibold')}>
          {ticket.subject || text('no-subject')}
        </span>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted compact:hidden">
          <span className="min-w-0 flex-1 truncate">
            {hasDraft && (
              <span className="mr-1 font-medium text-warn-ink">
                <PencilLine aria-hidden className="mr-0.5 inline size-3.5 align-[-2px]" />
                {inbox('draft')}
              </span>
            )}
            {ticket.preview}
          </span>
          {fresh && <Count value={ticket.unanswered} label={inbox('unanswered', { count: ticket.unanswered })} />}
        </span>
        <span className="flex min-w-0 items-center gap-1.5">
          <KindTag kind={ticket.kind} />
          {subType && <Badge className="shrink">{subType}</Badge>}
          <Badge tone="outline">{ticket.language.toUpperCase()}</Badge>
          {ticket.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} className="shrink">
              {tag}
            </Badge>
          ))}
          <span className="ml-auto shrink-0 truncate pl-2 text-xs text-muted">
            {ticket.status === 'resolved' ? `${text('status.resolved')} · ` : ''}
            {ticket.assignee?.name ?? inbox('nobody')}
          </span>
        </span>
      </Link>
    </GridCell>
  )
})
