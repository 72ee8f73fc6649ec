import { useQuery } from '@tanstack/react-query'
import { ClipboardPlus } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { BeginDialog } from './BeginDialog.tsx'
import { kindOf, type OutcomeLetter, orderTasksQuery } from './orderTasks.ts'
import { TaskBeside } from './TaskBeside.tsx'

interface OrderTasksProps {
  readonly ticketId: string
  readonly subType: string | null
  /** Puts a letter into the answer; undefined for those who may not send. */
  readonly onLetter: ((letter: OutcomeLetter) => Promise<void>) | undefined
}

/** What the buyer asked of the order, task by task, and the way to begin another. */
export function OrderTasks({ ticketId, subType, onLetter }: OrderTasksProps) {
  const text = useText('procedures')
  const hint = useCommand('ticket.order-task')
  const mayWork = useMay('procedures.work')
  const query = useQuery(orderTasksQuery(ticketId))
  const [beginning, setBeginning] = useState(false)
  const of = query.data
  useCommands({ 'ticket.order-task': of && mayWork ? () => setBeginning(true) : undefined })
  if (query.isPending) return <SkeletonLines lines={3} />
  if (!of) return <ErrorState error={query.error} title={text('load-failed')} onRetry={() => void query.refetch()} />
  return (
    <div className="flex flex-col gap-3">
      {of.tasks.length === 0 && <p className="text-sm text-muted">{text('no-tasks')}</p>}
      {of.tasks.length > 0 && (
        <ul className="flex flex-col gap-3">
          {of.tasks.map((task) => (
            <li key={task.id} className="border-b border-line pb-3 last:border-b-0 last:pb-0">
              <TaskBeside task={task} onLetter={onLetter} />
            </li>
          ))}
        </ul>
      )}
      {mayWork && (
        <Button
          size="small"
          icon={ClipboardPlus}
          title={`${hint.label} (${hint.keys.join(' ')})`}
          onClick={() => setBeginning(true)}
          className="self-start"
        >
          {text('begin')}
        </Button>
      )}
      {beginning && (
        <BeginDialog ticketId={ticketId} of={of} suggested={kindOf(subType)} onClose={() => setBeginning(false)} />
      )}
    </div>
  )
}
