import { CircleAlert, CircleCheck, Clock } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useMinute } from '../../i18n/minute.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { pressureOf } from '../due.ts'
import type { OrderTaskRow } from './orderTasks.ts'

const tones = { overdue: 'danger', soon: 'warn', calm: 'neutral' } as const

/** How much time a task has left; once it has ended, whether that was in time. In an icon and words, never in colour alone. */
export function TaskDue({ task }: { readonly task: Pick<OrderTaskRow, 'begunAt' | 'dueAt' | 'endedAt' | 'inTime'> }) {
  const text = useText('procedures')
  const formats = useFormats()
  const now = useMinute()
  const due = new Date(task.dueAt)
  const title = `${text('due')}: ${formats.full(due)}`
  if (task.endedAt !== null)
    return task.inTime === null ? null : (
      <Badge tone={task.inTime ? 'ok' : 'danger'} icon={task.inTime ? CircleCheck : CircleAlert} title={title}>
        {text(task.inTime ? 'in-time' : 'late')}
      </Badge>
    )
  const pressure = pressureOf(due, new Date(task.begunAt), now)
  const span = formats.span(due.getTime() - now.getTime())
  return (
    <Badge
      tone={tones[pressure]}
      icon={pressure === 'overdue' ? CircleAlert : Clock}
      title={title}
      className="font-semibold tabular-nums"
    >
      {text(pressure === 'overdue' ? 'overdue' : 'left', { span })}
    </Badge>
  )
}
