import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMinute } from '../../i18n/minute.ts'
import { useText } from '../../i18n/text.ts'
import { DueChip } from '../../parts/DueChip.tsx'
import type { TicketRow } from '../../parts/desk.ts'
import { KindTag } from '../../parts/KindTag.tsx'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { bySpan, type Span, spans } from './due.ts'
import { pressingQuery } from './queries.ts'

const tones: { readonly [span in Span]: Tone } = { overdue: 'danger', 'one-hour': 'warn', 'six-hours': 'neutral' }
/** How many of a span are shown; the rest is behind the link. */
const most = 6

interface DueBoardProps {
  /** `mine` for those who answer; `open`, everybody's, for those who give out work. */
  readonly view: 'mine' | 'open'
}

/** What runs late today: overdue, within the hour, within six. */
export function DueBoard({ view }: DueBoardProps) {
  const text = useText('home')
  const now = useMinute()
  const pressing = useQuery(pressingQuery(view))
  if (pressing.isError && !pressing.data)
    return <ErrorState error={pressing.error} title={text('due-failed')} onRetry={() => void pressing.refetch()} />
  // Stand-ins of their own, not cards that grow: what stands below must not jump (CLS).
  if (!pressing.data)
    return (
      <div aria-busy className="grid grid-cols-3 gap-3 max-lg:grid-cols-1">
        {spans.map((span) => (
          <div key={span} className="h-96 rounded-xl border border-line bg-surface p-3.5">
            <SkeletonLines lines={6} />
          </div>
        ))}
      </div>
    )
  const sorted = bySpan(pressing.data, now)
  return (
    <section aria-label={text('due')} className="grid grid-cols-3 gap-3 max-lg:grid-cols-1">
      {spans.map((span) => (
        <Card
          key={span}
          title={text(`due.${span}`)}
          aside={<Badge tone={sorted[span].length > 0 ? tones[span] : 'outline'}>{sorted[span].length}</Badge>}
        >
          <Tickets tickets={sorted[span]} view={view} />
        </Card>
      ))}
    </section>
  )
}

interface TicketsProps extends DueBoardProps {
  readonly tickets: readonly TicketRow[]
}

function Tickets({ tickets, view }: TicketsProps) {
  const text = useText('home')
  const words = useText('tickets')
  if (tickets.length === 0) return <p className="text-sm text-muted">{text('nothing-due')}</p>
  return (
    <ul className="-mx-2">
      {tickets.slice(0, most).map((ticket) => (
        <li key={ticket.id}>
          <Link
            to="/inbox/$view/{-$ticket}"
            params={{ view, ticket: ticket.id }}
            className="flex flex-col gap-1 rounded-lg px-2 py-1.5 hover:bg-hover"
          >
            <span className="truncate">{ticket.subject || words('no-subject')}</span>
            <span className="flex items-center gap-1.5 text-sm text-muted">
              <KindTag kind={ticket.kind} />
              <span className="min-w-0 flex-1 truncate">
                {view === 'mine' ? ticket.customer?.name : (ticket.assignee?.name ?? text('nobody'))}
              </span>
              <DueChip ticket={ticket} />
            </span>
          </Link>
        </li>
      ))}
      {tickets.length > most && (
        <li>
          <Link
            to="/inbox/$view/{-$ticket}"
            params={{ view, ticket: undefined }}
            className="block rounded-lg px-2 py-1.5 text-sm font-medium text-accent-ink hover:bg-hover"
          >
            {text('more-due', { count: tickets.length - most })}
          </Link>
        </li>
      )}
    </ul>
  )
}
