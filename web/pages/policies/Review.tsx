import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check, GitBranch, Rocket, Send, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { toast } from '../../ui/Toast.tsx'
import { useBeginDraft } from './drafts.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { forgetPolicy, keepVersion, type PolicyLine, type Version, versionOf } from './policies.ts'
import type { PolicySearch } from './search.ts'

const steps = {
  submit: { path: '/api/policy-versions/{id}/submission', said: 'submitted' },
  approve: { path: '/api/policy-versions/{id}/approval', said: 'approved' },
  'send-back': { path: '/api/policy-versions/{id}/return', said: 'sent-back' },
} as const
type Step = keyof typeof steps

interface ReviewProps {
  readonly policy: PolicyLine
  readonly version: Version
  /** There is something that is not saved yet: first that. */
  readonly isChanged: boolean
  readonly faults: number
}

/** What may be done with a version as it stands; each step asks first. */
export function Review({ policy, version, isChanged, faults }: ReviewProps) {
  const text = useText('policyEditor')
  const mayWrite = useMay('policies.write')
  const [asking, setAsking] = useState<Step | 'publish' | 'discard'>()
  const begin = useBeginDraft(policy.id)
  const { may } = version
  const close = (): void => setAsking(undefined)
  const isScheduled = policy.scheduled?.versionId === version.id
  return (
    <>
      {may.submit && (
        <>
          <Button icon={Trash2} onClick={() => setAsking('discard')}>
            {text('discard')}
          </Button>
          <Button icon={Send} disabled={isChanged || faults > 0} onClick={() => setAsking('submit')}>
            {text('submit')}
          </Button>
        </>
      )}
      {may.sendBack && (
        <Button icon={Undo2} onClick={() => setAsking('send-back')}>
          {text('send-back')}
        </Button>
      )}
      {may.approve && (
        <Button tone="primary" icon={Check} disabled={faults > 0} onClick={() => setAsking('approve')}>
          {text('approve')}
        </Button>
      )}
      {may.publish && !version.isInForce && !isScheduled && !policy.archivedAt && (
        <Button tone="primary" icon={Rocket} disabled={faults > 0} onClick={() => setAsking('publish')}>
          {text('publish')}
        </Button>
      )}
      {mayWrite && !may.edit && !policy.open && version.state === 'approved' && (
        <Button
          icon={GitBranch}
          pending={begin.isPending}
          onClick={() => begin.mutate({ from: 'version', versionId: version.id })}
        >
          {text('draft-from')}
        </Button>
      )}
      {asking === 'publish' && <PublishDialog policy={policy} version={version} onClose={close} />}
      {asking === 'discard' && <Discard version={version} onClose={close} />}
      {asking && asking !== 'publish' && asking !== 'discard' && (
        <Asked step={asking} version={version} onClose={close} />
      )}
    </>
  )
}

interface AskedProps {
  readonly step: Step
  readonly version: Version
  readonly onClose: () => void
}

function Asked({ step, version, onClose }: AskedProps) {
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

function Discard({ version, onClose }: Omit<AskedProps, 'step'>) {
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
