import { Link } from '@tanstack/react-router'
import { MailX } from 'lucide-react'
import { useLanguage, useLooseText, useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Time } from '../../ui/Time.tsx'
import type { ReturnRow } from './queries.ts'
import { ReturnDue } from './ReturnDue.tsx'

/** What has been asked of somebody above, where anything was. */
export function ApprovalBadge({ row }: { readonly row: ReturnRow }) {
  const text = useText('returnsBoard')
  if (row.approval === null) return null
  const { state } = row.approval
  return (
    <Badge tone={state === 'asked' ? 'violet' : state === 'granted' ? 'ok' : 'danger'} title={row.approval.note}>
      {text(`approval.${state}`)}
    </Badge>
  )
}

/** Its last letter could not be delivered: somebody is to send it again. */
export function UnsentBadge({ row }: { readonly row: ReturnRow }) {
  const text = useText('returnsBoard')
  if (row.unsentAt === null) return null
  return (
    <Badge tone="danger" icon={MailX}>
      {text('unsent')}
    </Badge>
  )
}

/** How a return ended, in words. */
export function OutcomeBadge({ row }: { readonly row: ReturnRow }) {
  const words = useLooseText('policies')
  if (row.outcome === null) return null
  return (
    <Badge tone={row.outcome === 'withdrawn' || row.outcome === 'delivered' ? 'ok' : 'neutral'}>
      {words(`outcome.${row.outcome}`) ?? row.outcome}
    </Badge>
  )
}

interface ReturnCardProps {
  readonly row: ReturnRow
  /** Its step in words, where no column says it. */
  readonly stage?: string
}

/** A return on the board: what comes back, what is next, by when. It opens its ticket. */
export function ReturnCard({ row, stage }: ReturnCardProps) {
  const text = useText('returnsBoard')
  const language = useLanguage()
  return (
    <Link
      to="/inbox/$view/{-$ticket}"
      params={{ view: 'all', ticket: row.ticket.id }}
      data-return={row.id}
      className="flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-2.5 shadow-card hover:border-edge focus-visible:border-accent"
    >
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-mono text-sm font-semibold text-accent-ink">{row.rma}</span>
        {row.endedAt === null ? <ReturnDue row={row} /> : <Time at={row.endedAt} className="text-xs text-muted" />}
      </span>
      <span className="truncate font-medium">{row.title || row.sku || text('no-item')}</span>
      {row.stepTitle && row.endedAt === null && (
        <span className="line-clamp-2 text-sm text-muted">{row.stepTitle[language]}</span>
      )}
      <span className="flex flex-wrap gap-1 empty:hidden">
        {stage && row.endedAt === null && <Badge tone="outline">{stage}</Badge>}
        <OutcomeBadge row={row} />
        {row.letters > 0 && row.stage !== 'waiting' && row.stage !== 'ended' && (
          <Badge tone="outline">{text('after-letter', { letters: row.letters })}</Badge>
        )}
        <UnsentBadge row={row} />
        {row.endedAt === null && <ApprovalBadge row={row} />}
      </span>
      <span className="flex items-center gap-1.5 text-xs text-muted">
        <span className="min-w-0 flex-1 truncate">
          {row.store.name}
          {row.order && <span className="font-mono"> · {row.order.number}</span>}
        </span>
        {row.assignee && (
          <>
            <Avatar name={row.assignee.name} size="small" />
            <span className="sr-only">{row.assignee.name}</span>
          </>
        )}
      </span>
    </Link>
  )
}
