import { CircleAlert, Clock, Hourglass } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useMinute } from '../../i18n/minute.ts'
import { useText } from '../../i18n/text.ts'
import { pressureOf } from '../../parts/due.ts'
import { Badge } from '../../ui/Badge.tsx'
import type { ReturnRow } from './queries.ts'

const tones = { overdue: 'danger', soon: 'warn', calm: 'neutral' } as const

/** The clock of a return that runs out first, in an icon and words; hovering tells which clocks run, and until when. */
export function ReturnDue({ row }: { readonly row: ReturnRow }) {
  const text = useText('returnsBoard')
  const formats = useFormats()
  const now = useMinute()
  if (row.dueAt === null) return null
  const due = new Date(row.dueAt)
  const clocks = [
    ['clock.unsent', row.unsentAt],
    ['clock.respond', row.respondBy],
    ['clock.refund', row.refundBy],
    ['clock.wait', row.waitUntil],
  ] as const
  const title = clocks
    .flatMap(([key, at]) => (at === null ? [] : [`${text(key)}: ${formats.full(new Date(at))}`]))
    .join('\n')
  const pressure = pressureOf(due, new Date(row.begunAt), now)
  const isWait = row.waitUntil === row.dueAt
  return (
    <Badge
      // The end of a wait is nobody's breach: the return then goes on by itself.
      tone={isWait ? 'info' : tones[pressure]}
      icon={isWait ? Hourglass : pressure === 'overdue' ? CircleAlert : Clock}
      title={title}
      className="font-semibold tabular-nums"
    >
      {text(pressure === 'overdue' ? 'overdue' : 'left', { span: formats.span(due.getTime() - now.getTime()) })}
    </Badge>
  )
}
