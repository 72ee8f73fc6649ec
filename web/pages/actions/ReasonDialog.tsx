import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { keepAction } from '../../parts/actions/actions.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateTimePicker } from '../../ui/DateTimePicker.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { toast } from '../../ui/Toast.tsx'

interface ReasonDialogProps {
  readonly id: string
  readonly what: 'reopen' | 'withdraw' | 'postpone'
  readonly onClose: () => void
}

const most = { reopen: 5_000, withdraw: 5_000, postpone: 500 } as const

/** What needs a reason: opening again, withdrawing, another day. */
export function ReasonDialog({ id, what, onClose }: ReasonDialogProps) {
  const text = useText('actions')
  const words = useText('ui')
  const [reason, setReason] = useState('')
  const [dueAt, setDueAt] = useState<Date | null>(null)
  const save = useMutation({
    mutationFn: () => {
      const path = { params: { path: { id } } }
      const due = dueAt && { dueAt: dueAt.toISOString() }
      if (what === 'postpone')
        return answered(
          api.PUT('/api/actions/{id}/due', {
            ...path,
            body: { dueAt: (dueAt ?? new Date()).toISOString(), reason: reason.trim() },
          }),
        )
      return answered(
        api.POST('/api/actions/{id}/moves', { ...path, body: { move: what, text: reason.trim(), ...due } }),
      )
    },
    onSuccess: (detail) => {
      toast(text(what === 'postpone' ? 'postponed' : `moved.${what}`))
      onClose()
      return keepAction(detail)
    },
  })
  const { error } = save
  const atField = fieldError(error, 'text') ?? fieldError(error, 'reason')
  const atDue = fieldError(error, 'dueAt')
  return (
    <Dialog open onOpen={onClose} title={text(what === 'postpone' ? 'postpone' : `move.${what}`)} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {error && !atField && !atDue && <Banner tone="danger">{error.message}</Banner>}
        {what !== 'withdraw' && (
          <Field
            label={text('due')}
            help={what === 'reopen' ? text('due-help') : undefined}
            error={atDue}
            required={what === 'postpone'}
          >
            <DateTimePicker value={dueAt} onValue={setDueAt} min={new Date()} />
          </Field>
        )}
        <Field label={text(what === 'postpone' ? 'reason' : `words.${what}`)} error={atField} required>
          <Textarea
            value={reason}
            rows={3}
            maxLength={most[what]}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button
            type="submit"
            tone="primary"
            pending={save.isPending}
            disabled={!reason.trim() || (what === 'postpone' && !dueAt)}
          >
            {words('save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
