import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { toast } from '../../ui/Toast.tsx'
import { forgetPolicy, keepVersion, type Version, versionOf } from './policies.ts'
import type { PolicySearch } from './search.ts'

const steps = {
  submit: { path: '/api/policy-versions/{id}/submission', said: 'submitted' },
  approve: { path: '/api/policy-versions/{id}/approval', said: 'approved' },
  'send-back': { path: '/api/policy-versions/{id}/return', said: 'sent-back' },
} as const
export type Step = keyof typeof steps

interface AskedProps {
  readonly step: Step
  readonly version: Version
  readonly onClose: () => void
}

/** Asks before a version goes a step on, and for what is said with it. */
export function Asked({ step, version, onClose }: AskedProps) {
  const text = useText('policyEditor')
  const words = useText('ui')
  const navigate = useNavigate()
  const [note, setNote] = useState('')
  const isNeeded = step === 'send-back'
  const take = useMutation({
    mutationFn: () =>
      versionOf(
        api.POST(steps[step].path, {
          params: { path: { id: version.id } },
          body: { revision: version.revision, note: note.trim() },
        }),
      ),
    onSuccess: async (changed) => {
      toast(text(steps[step].said))
      // What is approved is no longer the open version: it stays the one that is looked at all the same.
      void navigate({
        to: '/returns/policies/{-$policy}',
        params: { policy: changed.content.key },
        search: (before) => ({ ...before, version: changed.id }) as PolicySearch,
        replace: true,
      })
      await keepVersion(changed)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text(`${step}-title`, { number: version.number })}
      description={text(`${step}-detail`)}
      width="narrow"
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          take.mutate()
        }}
      >
        {take.error && <Banner tone="danger">{take.error.message}</Banner>}
        <Field label={text('comment')} required={isNeeded} optional={!isNeeded}>
          <Textarea value={note} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button type="submit" tone="primary" pending={take.isPending} disabled={isNeeded && note.trim() === ''}>
            {text(step)}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}

/** Asks before a draft is thrown away. */
export function Discard({ version, onClose }: Omit<AskedProps, 'step'>) {
  const text = useText('policyEditor')
  const navigate = useNavigate()
  const discard = useMutation({
    mutationFn: () => answered(api.DELETE('/api/policy-versions/{id}', { params: { path: { id: version.id } } })),
    onSuccess: async () => {
      toast(text('discarded'))
      void navigate({
        to: '/returns/policies/{-$policy}',
        params: { policy: version.number === 1 ? undefined : version.content.key },
        ignoreBlocker: true,
      })
      await forgetPolicy(version.policyId)
    },
  })
  return (
    <ConfirmDialog
      open
      onOpen={(open) => !open && onClose()}
      title={text('discard-title', { number: version.number })}
      action={text('discard')}
      pending={discard.isPending}
      error={discard.error?.message}
      onConfirm={() => discard.mutate()}
    >
      {text('discard-detail')}
    </ConfirmDialog>
  )
}
