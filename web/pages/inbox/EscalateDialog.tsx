import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { membersQuery } from '../../parts/desk.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { DateTimePicker } from '../../ui/DateTimePicker.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import type { Ticket } from './queries.ts'
import { useWork } from './useWork.ts'

/** Hands the ticket up with a reason; the time by which the buyer hears the result becomes a clock (REQUIREMENTS T5). */
export function EscalateDialog({ ticket, onClose }: { readonly ticket: Ticket; readonly onClose: () => void }) {
  const text = useText('inbox')
  const words = useText('ui')
  const { escalate } = useWork(ticket)
  const members = useQuery(membersQuery)
  const [reason, setReason] = useState('')
  const [to, setTo] = useState<string | null>(null)
  const [dueAt, setDueAt] = useState<Date | null>(null)
  const choices = [
    { value: '', label: text('escalate-anyone') },
    ...(members.data ?? []).map((one) => ({ value: one.id, label: one.name, keywords: one.email })),
  ]
  return (
    <Dialog open onOpen={onClose} title={text('escalate-title')} description={text('escalate-detail')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          escalate.mutate(
            {
              reason: reason.trim(),
              ...(to ? { toMemberId: to } : {}),
              ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
            },
            { onSuccess: onClose },
          )
        }}
      >
        {escalate.error && <Banner tone="danger">{escalate.error.message}</Banner>}
        <Field label={text('escalate-reason')} error={fieldError(escalate.error, 'reason')} required>
          <Textarea
            value={reason}
            maxLength={1_000}
            minLength={3}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Field label={text('escalate-to')}>
          <Combobox label={text('escalate-to')} value={to ?? ''} choices={choices} onValue={setTo} />
        </Field>
        <Field
          label={text('escalate-due')}
          help={text('escalate-due-help')}
          error={fieldError(escalate.error, 'dueAt')}
        >
          <DateTimePicker value={dueAt} onValue={setDueAt} min={new Date()} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={escalate.isPending} disabled={reason.trim().length < 3}>
            {text('escalate')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
