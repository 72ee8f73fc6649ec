import { useMutation } from '@tanstack/react-query'
import { Check, CircleAlert, Clock, Copy, RotateCw, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { useSendProblem } from '../../parts/sendProblem.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { toast, toastError } from '../../ui/Toast.tsx'
import type { Message } from './queries.ts'

interface DeliveryStateProps {
  readonly message: Message
  readonly isNewest: boolean
  readonly onUndo: (message: Message) => void
}

/** How far a letter has come: may still be taken back, on its way, gone, or failed with its reason and a way to try again. */
export function DeliveryState({ message, isNewest, onUndo }: DeliveryStateProps) {
  const text = useText('inbox')
  const may = useMay('tickets.work')
  if (message.delivery === 'failed' || message.delivery === 'bounced') return <Failure message={message} />
  const held = message.delivery === 'held' && message.heldUntil
  if (held) return <Held until={message.heldUntil ?? ''} onUndo={may ? () => onUndo(message) : undefined} />
  if (message.delivery === 'withdrawn' || message.delivery === 'queued' || (message.delivery === 'sent' && isNewest)) {
    const Icon = message.delivery === 'sent' ? Check : message.delivery === 'queued' ? Clock : Undo2
    return (
      <p className="mt-1.5 flex items-center gap-1 text-sm text-muted">
        <Icon aria-hidden className="size-3.5" />
        {text(`delivery.${message.delivery}`)}
      </p>
    )
  }
  return null
}

function Held({ until, onUndo }: { readonly until: string; readonly onUndo: (() => void) | undefined }) {
  const text = useText('inbox')
  const left = useSecondsUntil(until)
  return (
    <p className="mt-1.5 flex items-center gap-2 text-sm text-muted">
      <Clock aria-hidden className="size-3.5" />
      {left > 0 ? text('held', { seconds: left }) : text('delivery.queued')}
      {onUndo && left > 0 && (
        <Button size="small" icon={Undo2} onClick={onUndo}>
          {text('undo')}
        </Button>
      )}
    </p>
  )
}

function Failure({ message }: { readonly message: Message }) {
  const text = useText('inbox')
  const words = useText('ui')
  const problem = useSendProblem()
  const may = useMay('tickets.work')
  const retry = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/tickets/{id}/messages/{messageId}/retry', {
          params: { path: { id: message.ticketId, messageId: message.id } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ticket', message.ticketId] }),
    onError: (error) => toastError(words('failed-action'), error),
  })
  return (
    <div
      role="alert"
      className="mt-2 flex flex-wrap items-center gap-2 rounded-lg bg-danger-soft px-2.5 py-1.5 text-sm text-danger-ink"
    >
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 grow basis-60 break-words">
        <span className="font-semibold">
          {text(`delivery.${message.delivery === 'bounced' ? 'bounced' : 'failed'}`)}
        </span>
        {message.failure && ` ${problem(message.failure)}`}
      </p>
      <Button
        size="small"
        icon={Copy}
        onClick={() => void navigator.clipboard?.writeText(message.text).then(() => toast(words('copied')))}
      >
        {words('copy')}
      </Button>
      {may && (
        <Button size="small" icon={RotateCw} pending={retry.isPending} onClick={() => retry.mutate()}>
          {words('retry')}
        </Button>
      )}
    </div>
  )
}

function useSecondsUntil(until: string): number {
  const end = new Date(until).getTime()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() > end) clearInterval(timer)
    }, 500)
    return () => clearInterval(timer)
  }, [end])
  return Math.max(0, Math.ceil((end - now) / 1_000))
}
