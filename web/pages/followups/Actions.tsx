import { useMutation, useQuery } from '@tanstack/react-query'
import { CalendarX2, Undo2, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { type FollowUpDetail, keepStep, workersQuery } from './followups.ts'

const nobody = 'nobody'

/** Who does it, and the ways out: skip it, take the last step back. */
export function Actions({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  const { member } = useSession()
  const workers = useQuery(workersQuery)
  const [skipping, setSkipping] = useState(false)
  const { id, assigneeId } = followUp
  const path = { id }
  const done = (said: 'assigned' | 'undone') => (detail: FollowUpDetail) => {
    toast(text(said))
    return keepStep(detail)
  }
  const assign = useMutation({
    mutationFn: (memberId: string | null) =>
      answered(api.PUT('/api/follow-ups/{id}/assignee', { params: { path }, body: { memberId } })),
    onSuccess: done('assigned'),
  })
  const undo = useMutation({
    mutationFn: () => answered(api.POST('/api/follow-ups/{id}/undo', { params: { path } })),
    onSuccess: done('undone'),
  })
  const error = assign.error ?? undo.error
  const isOpen = followUp.state === 'open'
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-end gap-2">
        {isOpen && (
          <Field label={text('assignee')} className="w-48">
            <Select
              value={assigneeId ?? nobody}
              disabled={assign.isPending}
              options={[
                { value: nobody, label: text('nobody') },
                ...(workers.data ?? []).map((worker) => ({ value: worker.id, label: worker.name })),
                ...(assigneeId && !workers.data?.some((worker) => worker.id === assigneeId)
                  ? [{ value: assigneeId, label: followUp.assigneeName ?? '' }]
                  : []),
              ]}
              onValue={(chosen) => assign.mutate(chosen === nobody ? null : chosen)}
            />
          </Field>
        )}
        {isOpen && assigneeId !== member.id && (
          <Button icon={UserCheck} pending={assign.isPending} onClick={() => assign.mutate(member.id)}>
            {text('take')}
          </Button>
        )}
        {isOpen && (
          <Button icon={CalendarX2} onClick={() => setSkipping(true)}>
            {text('skip')}
          </Button>
        )}
        {followUp.mayUndo && (
          <Button icon={Undo2} pending={undo.isPending} onClick={() => undo.mutate()}>
            {text('undo')}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className="text-sm text-danger-ink">
          {error.message}
        </p>
      )}
      {skipping && <SkipDialog id={id} onClose={() => setSkipping(false)} />}
    </div>
  )
}

function SkipDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText('followups')
  const words = useText('ui')
  const [reason, setReason] = useState('')
  const skip = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/follow-ups/{id}/skips', { params: { path: { id } }, body: { reason: reason.trim() } })),
    onSuccess: (detail) => {
      toast(text('skipped'))
      onClose()
      return keepStep(detail)
    },
  })
  return (
    <Dialog open onOpen={onClose} title={text('skip-title')} description={text('skip-detail')} width="narrow">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          skip.mutate()
        }}
      >
        <Field label={text('skip-reason')} error={skip.error?.message} required>
          <Textarea value={reason} maxLength={500} rows={2} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={skip.isPending} disabled={!reason.trim()}>
            {text('skip-save')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
