import { useMutation } from '@tanstack/react-query'
import { Archive, Pause, Pencil, Play, Rocket, Square } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/Toast.tsx'
import { armLetter, type Experiment, keepExperiment } from './experiments.ts'

const ExperimentDialog = lazy(async () => ({ default: (await import('./ExperimentDialog.tsx')).ExperimentDialog }))

const steps = ['start', 'pause', 'resume', 'stop', 'promote', 'archive'] as const
type Step = (typeof steps)[number]

/** What may be done with an experiment as it stands; each step asks first. */
export function Actions({ experiment }: { readonly experiment: Experiment }) {
  const text = useText('experiments')
  const mayWrite = useMay('experiments.write')
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState<Step>()
  const { state, archivedAt, mayPromote } = experiment
  if (!mayWrite || archivedAt) return null
  const isOpen = state === 'running' || state === 'paused'
  const button = (step: Step, icon: typeof Play, isPrimary = false) => (
    <Button icon={icon} tone={isPrimary ? 'primary' : 'secondary'} onClick={() => setAsking(step)}>
      {text(step)}
    </Button>
  )
  return (
    <div className="flex flex-wrap items-center gap-2">
      {state === 'draft' && button('start', Play, true)}
      {state === 'draft' && (
        <Button icon={Pencil} onClick={() => setEditing(true)}>
          {text('edit')}
        </Button>
      )}
      {state === 'running' && button('pause', Pause)}
      {state === 'paused' && button('resume', Play, true)}
      {isOpen && button('stop', Square)}
      {state === 'ended' && mayPromote && button('promote', Rocket, experiment.verdict?.code === 'better')}
      {!isOpen && button('archive', Archive)}
      {editing && (
        <Suspense>
          <ExperimentDialog experiment={experiment} onClose={() => setEditing(false)} />
        </Suspense>
      )}
      {asking && <Asked experiment={experiment} step={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

interface AskedProps {
  readonly experiment: Experiment
  readonly step: Step
  readonly onClose: () => void
}

function Asked({ experiment, step, onClose }: AskedProps) {
  const text = useText('experiments')
  const { id, arms, verdict } = experiment
  const [reason, setReason] = useState('')
  const [arm, setArm] = useState(verdict?.arm ?? 0)
  const path = { params: { path: { id } } }
  const take = useMutation({
    mutationFn: () => {
      if (step === 'stop') return answered(api.POST('/api/experiments/{id}/stop', { ...path, body: { reason } }))
      if (step === 'promote') return answered(api.POST('/api/experiments/{id}/promotion', { ...path, body: { arm } }))
      return answered(api.POST(`/api/experiments/{id}/${step}`, path))
    },
    onSuccess: (changed) => {
      toast(text(`${step}-done`))
      onClose()
      return keepExperiment(changed)
    },
  })
  return (
    <ConfirmDialog
      open
      onOpen={(open) => !open && onClose()}
      title={text(`${step}-title`)}
      action={text(step)}
      destructive={step === 'stop'}
      pending={take.isPending}
      error={take.error?.message}
      onConfirm={() => (step !== 'stop' || reason.trim()) && take.mutate()}
    >
      <p>{text(`${step}-detail`, { size: experiment.size })}</p>
      {step === 'stop' && (
        <Field label={text('reason')} required className="mt-3">
          <Textarea value={reason} maxLength={2_000} rows={3} onChange={({ target }) => setReason(target.value)} />
        </Field>
      )}
      {step === 'promote' && (
        <Field label={text('arm')} className="mt-3">
          <Select
            value={String(arm)}
            options={arms.map(({ position, number }) => ({
              value: String(position),
              label: text('arm-version', { arm: armLetter(position), number }),
            }))}
            onValue={(chosen) => setArm(Number(chosen))}
          />
        </Field>
      )}
    </ConfirmDialog>
  )
}
