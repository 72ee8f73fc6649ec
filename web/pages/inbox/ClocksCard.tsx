import { CircleAlert, CircleCheck, Clock, type LucideIcon, Minus, Pause } from 'lucide-react'
import { memo } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useMinute } from '../../i18n/minute.ts'
import { useText } from '../../i18n/text.ts'
import { pressureOf } from '../../parts/due.ts'
import { Card } from '../../ui/Card.tsx'
import { classes } from '../../ui/classes.ts'
import type { Ticket } from './queries.ts'
import { useStoreZone } from './useStoreZone.ts'

type TicketClock = Ticket['clocks'][number]

const icons: { readonly [state in TicketClock['state']]: LucideIcon } = {
  running: Clock,
  paused: Pause,
  met: CircleCheck,
  breached: CircleAlert,
  ended: Minus,
}

/** Every clock of the ticket: what it measures, how it stands, and by which rule. */
export const ClocksCard = memo(function ClocksCard({ ticket }: { readonly ticket: Ticket }) {
  const text = useText('inbox')
  if (ticket.clocks.length === 0) return null
  return (
    <Card title={text('clocks')} icon={Clock}>
      <ul className="flex flex-col gap-2">
        {ticket.clocks.map((clock) => (
          <li key={`${clock.measure}-${clock.startedAt}`}>
            <ClockLine clock={clock} ticket={ticket} />
          </li>
        ))}
      </ul>
    </Card>
  )
})

function ClockLine({ clock, ticket }: { readonly clock: TicketClock; readonly ticket: Ticket }) {
  const text = useText('tickets')
  const words = useText('ui')
  const formats = useFormats()
  const now = useMinute()
  const zone = useStoreZone(ticket.store?.id)
  const due = clock.dueAt ? new Date(clock.dueAt) : null
  const over = clock.state === 'breached' || (clock.state === 'running' && due !== null && due <= now)
  const soon = clock.state === 'running' && due !== null && pressureOf(due, new Date(clock.startedAt), now) === 'soon'
  const Icon = over ? CircleAlert : icons[clock.state]
  const span = due ? formats.span(due.getTime() - now.getTime()) : ''
  const state =
    due && (over || clock.state === 'running')
      ? text(over ? 'overdue' : 'left', { span })
      : text(`clock.${clock.state}`)
  const lines = due
    ? [
        `${words('zone-own')}: ${formats.full(due)}`,
        ...(zone ? [`${ticket.store?.name}: ${formats.full(due, zone)}`] : []),
      ]
    : []
  return (
    <div className="flex items-start gap-2 text-sm" title={lines.join('\n')}>
      <Icon
        aria-hidden
        className={classes(
          'mt-0.5 size-4 shrink-0',
          over ? 'text-danger-ink' : soon ? 'text-warn-ink' : clock.state === 'met' ? 'text-ok-ink' : 'text-muted',
        )}
      />
      <div className="min-w-0 flex-1">
        <p className="flex gap-2">
          <span className="min-w-0 flex-1 truncate">{text(`measure.${clock.measure}`)}</span>
          <span className={classes('shrink-0 tabular-nums', over ? 'font-semibold text-danger-ink' : 'text-muted')}>
            {state}
          </span>
        </p>
        {clock.policyName && <p className="truncate text-xs text-muted">{clock.policyName}</p>}
      </div>
    </div>
  )
}
