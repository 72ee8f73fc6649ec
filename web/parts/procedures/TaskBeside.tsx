import { Mail } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Facts } from '../../ui/Card.tsx'
import { toastError } from '../../ui/Toast.tsx'
import { Checks } from './Checks.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import type { OrderTask, OutcomeLetter, TaskEvent } from './orderTasks.ts'
import { TaskDue } from './TaskDue.tsx'
import { useOrderTasks } from './useOrderTasks.ts'

const tones: { readonly [stage in OrderTask['stage']]: Tone } = {
  checked: 'info',
  asked: 'info',
  'carried-out': 'warn',
  refused: 'warn',
  done: 'ok',
  declined: 'outline',
  withdrawn: 'outline',
}

interface TaskBesideProps {
  readonly task: OrderTask
  readonly onLetter: ((letter: OutcomeLetter) => Promise<void>) | undefined
}

/** One task beside its ticket: how far it is, what was asked, what is next, and the letter that tells it. */
export function TaskBeside({ task, onLetter }: TaskBesideProps) {
  const text = useText('procedures')
  const words = useText('ui')
  const mayWork = useMay('procedures.work')
  const { move } = useOrderTasks(task.ticket.id)
  const [asked, setAsked] = useState<TaskEvent | null>(null)
  const facts = useFacts(task)
  const { letter } = task
  const isOpen = task.endedAt === null
  const hasOutcome = task.stage === 'carried-out' || task.stage === 'refused'
  const choose = (event: TaskEvent, needs: number): void => {
    if (needs > 0 || event === 'tell') setAsked(event)
    else move.mutate({ id: task.id, event }, { onError: (error) => toastError(words('failed-action'), error) })
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-1.5">
        <span className="font-medium">{text(`kind.${task.kind}`)}</span>
        <Badge tone={tones[task.stage]}>{text(`stage.${task.stage}`)}</Badge>
        <TaskDue task={task} />
      </p>
      <Facts rows={facts} />
      {isOpen && !hasOutcome && <Checks checks={task.checks} />}
      {hasOutcome && mayWork && onLetter && letter && (
        <>
          <Button
            size="small"
            tone="primary"
            icon={Mail}
            onClick={() => void onLetter(letter).catch((error: unknown) => toastError(words('failed-action'), error))}
          >
            {text('put-letter')}
          </Button>
          <p className="text-sm text-muted">{text('letter-detail')}</p>
        </>
      )}
      {hasOutcome && !letter && <p className="text-sm text-muted">{text('no-letter')}</p>}
      {mayWork && isOpen && (
        <div className="flex flex-wrap gap-1.5">
          {task.next.map(({ event, fields }) => (
            <Button
              key={event}
              size="small"
              pending={move.isPending && move.variables.event === event}
              onClick={() => choose(event, fields.length)}
            >
              {text(`move.${event}`)}
            </Button>
          ))}
        </div>
      )}
      {asked && <MoveDialog task={task} event={asked} onClose={() => setAsked(null)} />}
    </div>
  )
}

/** What was asked for and what came of it, so far as it is known. */
function useFacts(task: OrderTask) {
  const text = useText('procedures')
  const rows = [
    { name: text('field.sku'), value: task.sku && `${task.sku}${task.quantity ? ` ×${task.quantity}` : ''}` },
    { name: text('field.newSku'), value: task.newSku },
    { name: text('field.address'), value: task.address && <span className="whitespace-pre-line">{task.address}</span> },
    { name: text('field.reason'), value: task.reason },
    { name: text('field.askedOf'), value: task.askedOf && text(`asked.${task.askedOf}`) },
    { name: text('field.reference'), value: task.reference },
    { name: text('field.refusal'), value: task.refusal },
    { name: text('field.notTold'), value: task.notTold },
    { name: text('field.override'), value: task.overrideReason },
    { name: text('agent'), value: task.assignee?.name },
  ]
  return rows.filter(({ value }) => value)
}
