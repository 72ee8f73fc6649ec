import { CircleAlert, Clock, Moon, Pause } from 'lucide-react'
import { ownZone, useFormats } from '../i18n/formats.ts'
import { useMinute } from '../i18n/minute.ts'
import { useText } from '../i18n/text.ts'
import { Badge } from '../ui/Badge.tsx'
import type { TicketRow } from './desk.ts'
import { pressureOf } from './due.ts'

interface DueChipProps {
  readonly ticket: Pick<TicketRow, 'status' | 'due' | 'snoozedUntil' | 'store'>
  /** The store's zone, named in the tooltip beside the own. */
  readonly storeZone?: string | undefined
}

const tones = { overdue: 'danger', soon: 'warn', calm: 'neutral' } as const

/**
 * The next limit of a ticket in an icon and words, never in colour alone. Ticks with the minute; hovering tells the rule
 * and the moment in every zone that matters.
 */
export function DueChip({ ticket, storeZone }: DueChipProps) {
  const text = useText('tickets')
  const words = useText('ui')
  const formats = useFormats()
  const now = useMinute()
  if (ticket.status === 'snoozed' && ticket.snoozedUntil)
    return (
      <Badge tone="info" icon={Moon} title={formats.full(new Date(ticket.snoozedUntil))}>
        {text('until', { moment: formats.moment(new Date(ticket.snoozedUntil), now) })}
      </Badge>
    )
  if (!ticket.due)
    return ticket.status === 'waiting' ? (
      <Badge tone="outline" icon={Pause}>
        {text('status.waiting')}
      </Badge>
    ) : null
  const at = new Date(ticket.due.at)
  const pressure = pressureOf(at, new Date(ticket.due.startedAt), now)
  const span = formats.span(at.getTime() - now.getTime())
  const lines = [
    text(`measure.${ticket.due.measure}`),
    `${words('zone-own')}: ${formats.full(at, ownZone())}`,
    ...(storeZone ? [`${ticket.store?.name ?? ''}: ${formats.full(at, storeZone)}`] : []),
  ]
  return (
    <Badge
      tone={tones[pressure]}
      icon={pressure === 'overdue' ? CircleAlert : Clock}
      title={lines.join('\n')}
      className="font-semibold tabular-nums"
    >
      {text(pressure === 'overdue' ? 'overdue' : 'left', { span })}
    </Badge>
  )
}
