import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import type { Ticket } from './queries.ts'
import { useWork } from './useWork.ts'

const results = ['answered', 'solved', 'refunded', 'replaced', 'withdrawn', 'no-answer-needed', 'unsolved'] as const
const feedbacks = ['unknown', 'satisfied', 'neutral', 'unsatisfied'] as const

interface ResolveDialogProps {
  readonly ticket: Ticket
  readonly onClose: () => void
  readonly onDone: (() => void) | undefined
}

/** How the ticket ended, in the fixed form of the daily record (REQUIREMENTS T7). The usual answer is already there. */
export function ResolveDialog({ ticket, onClose, onDone }: ResolveDialogProps) {
  const text = useText('inbox')
  const words = useText('ui')
  const { resolve } = useWork(ticket)
  const [result, setResult] = useState<Schemas['Result']>('answered')
  const [feedback, setFeedback] = useState<Schemas['CustomerFeedback']>('unknown')
  const [note, setNote] = useState('')
  return (
    <Dialog open onOpen={onClose} title={text('resolve-title', { number: String(ticket.number) })} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          resolve.mutate(
            { result, customerFeedback: feedback, note: note.trim() },
            {
              onSuccess: () => {
                onClose()
                onDone?.()
              },
            },
          )
        }}
      >
        {resolve.error && <Banner tone="danger">{resolve.error.message}</Banner>}
        <Field label={text('result')}>
          <Select
            value={result}
            options={results.map((value) => ({ value, label: text(`result.${value}`) }))}
            onValue={setResult}
          />
        </Field>
        <Field label={text('feedback')}>
          <Select
            value={feedback}
            options={feedbacks.map((value) => ({ value, label: text(`feedback.${value}`) }))}
            onValue={setFeedback}
          />
        </Field>
        <Field label={text('resolve-note')} optional>
          <Textarea value={note} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" data-autofocus pending={resolve.isPending}>
            {text('resolve')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
