import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { toast } from '../../ui/Toast.tsx'

interface ReverseDialogProps {
  readonly bookingId: string
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onDone: () => void
}

/** Takes a booking back, after a question and with a reason. */
export function ReverseDialog({ bookingId, open, onOpen, onDone }: ReverseDialogProps) {
  const text = useText('losses')
  const [reason, setReason] = useState('')
  const reverse = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/loss-bookings/{id}/reversal', { params: { path: { id: bookingId } }, body: { reason } })),
    onSuccess: async () => {
      onOpen(false)
      toast(text('reverse-done'))
      await queries.invalidateQueries({ queryKey: ['losses'] })
      onDone()
    },
  })
  return (
    <ConfirmDialog
      open={open}
      onOpen={onOpen}
      title={text('reverse-title')}
      action={text('reverse')}
      pending={reverse.isPending}
      error={reverse.error?.message}
      onConfirm={() => reverse.mutate()}
    >
      <div className="flex flex-col gap-3">
        <p>{text('reverse-detail')}</p>
        <Field label={text('reverse-reason')} required>
          <Input value={reason} minLength={3} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  )
}
