import { useMutation } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { toastError } from '../../ui/Toast.tsx'
import { useSendProblem } from '../sendProblem.ts'
import { NextButton } from './NextButton.tsx'
import type { ReturnRequest } from './returns.ts'

/** The last letter of a return could not be delivered: why, and the way to send it again. Until then nobody waits. */
export function Unsent({ request: { ticket, unsent, may } }: { readonly request: ReturnRequest }) {
  const text = useText('returns')
  const words = useText('ui')
  const problem = useSendProblem()
  const again = useMutation({
    mutationFn: (messageId: string) =>
      answered(
        api.POST('/api/tickets/{id}/messages/{messageId}/retry', { params: { path: { id: ticket.id, messageId } } }),
      ),
    onSuccess: () =>
      Promise.all(
        [['ticket', ticket.id], ['tickets'], ['returns']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
    onError: (error) => toastError(words('failed-action'), error),
  })
  if (!unsent) return null
  return (
    <Banner tone="danger" title={text(unsent.bounced ? 'unsent-came-back' : 'unsent')}>
      <div className="flex flex-col items-start gap-1.5 text-sm">
        {unsent.reason && <p className="[overflow-wrap:anywhere]">{problem(unsent.reason)}</p>}
        <p>{text('unsent-detail')}</p>
        {may.work && (
          <NextButton icon={RotateCw} pending={again.isPending} onClick={() => again.mutate(unsent.messageId)}>
            {text('send-again')}
          </NextButton>
        )}
      </div>
    </Banner>
  )
}
