import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { forgetPolicy, groundQuery, type PolicyLine, type VersionLine } from './policies.ts'

interface PublishDialogProps {
  readonly policy: PolicyLine
  readonly version: Pick<VersionLine, 'id' | 'number'>
  readonly onClose: () => void
}

/** Puts an approved version in force, now or from a day on; an older one again with a reason. */
export function PublishDialog({ policy, version, onClose }: PublishDialogProps) {
  const text = useText('policyEditor')
  const words = useText('ui')
  const { data: ground } = useQuery(groundQuery)
  const [when, setWhen] = useState<'now' | 'day'>('now')
  const [day, setDay] = useState('')
  const [reason, setReason] = useState('')
  const isBack = policy.inForce !== null && version.number < policy.inForce.number
  const publish = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/return-policies/{id}/publications', {
          params: { path: { id: policy.id } },
          body: { versionId: version.id, from: when === 'now' ? null : day, reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      toast(text(when === 'now' ? 'published' : 'scheduled', { number: version.number }))
      await forgetPolicy(policy.id)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text(isBack ? 'roll-back-title' : 'publish-title', { number: version.number })}
      description={text('publish-detail')}
      width="narrow"
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          publish.mutate()
        }}
      >
        {publish.error && <Banner tone="danger">{publish.error.message}</Banner>}
        <Field label={text('effective')}>
          <Select
            value={when}
            options={[
              { value: 'now', label: text('effective-now') },
              { value: 'day', label: text('effective-day') },
            ]}
            onValue={setWhen}
          />
        </Field>
        {when === 'day' && (
          <Field label={text('day')} help={text('day-help', { zone: ground?.zone ?? '' })} required>
            <Input type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
        )}
        <Field label={text('reason')} required={isBack} optional={!isBack}>
          <Textarea value={reason} maxLength={2_000} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormActions>
          <Button onClick={onClose}>{words('cancel')}</Button>
          <Button
            type="submit"
            tone="primary"
            pending={publish.isPending}
            disabled={(when === 'day' && day === '') || (isBack && reason.trim() === '')}
          >
            {text(isBack ? 'roll-back' : 'publish')}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  )
}
