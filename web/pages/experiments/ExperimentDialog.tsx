import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { type PolicyOfList, policiesQuery, versionsQuery } from '../../parts/policies/versions.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormActions } from '../../ui/FormActions.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import { ArmFields } from './ArmFields.tsx'
import { type Experiment, keepExperiment, type NewExperiment } from './experiments.ts'
import { LetterVariant } from './LetterVariant.tsx'
import { PlanFields } from './PlanFields.tsx'

interface ExperimentDialogProps {
  readonly experiment: Experiment | undefined
  /** Called with what was saved; without where nothing was. */
  readonly onClose: (saved?: Experiment) => void
}

/** Plans an experiment, or changes one that has not begun. */
export function ExperimentDialog({ experiment, onClose }: ExperimentDialogProps) {
  const text = useText('experiments')
  const policies = useQuery(policiesQuery)
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(experiment ? 'edit' : 'add')} width="wide">
      {policies.isError && !policies.data ? (
        <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />
      ) : policies.data ? (
        <ExperimentForm
          experiment={experiment}
          policies={policies.data.filter(({ inForce }) => inForce !== null)}
          onClose={onClose}
        />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Dialog>
  )
}

/** A plan as it begins: five points, found four times of five, wrong once in twenty. */
const usual = { goal: 'loss-share', effect: 0.05, alpha: 0.05, power: 0.8, sparesImportant: true } as const

function draftOf(experiment: Experiment | undefined, policy: PolicyOfList | undefined): NewExperiment {
  if (!experiment)
    return {
      ...usual,
      name: '',
      policyId: policy?.id ?? '',
      arms: [{ versionId: policy?.inForce?.versionId ?? '', weight: 1 }],
    }
  const { name, policyId, goal, effect, alpha, power, sparesImportant, arms } = experiment
  return {
    ...{ name, policyId, goal, effect, alpha, power, sparesImportant },
    arms: arms.map(({ versionId, weight }) => ({ versionId, weight })),
  }
}

interface ExperimentFormProps extends ExperimentDialogProps {
  readonly policies: readonly PolicyOfList[]
}

function ExperimentForm({ experiment, policies, onClose }: ExperimentFormProps) {
  const text = useText('experiments')
  const words = useText('ui')
  const language = useLanguage()
  const [draft, setDraft] = useState(() => draftOf(experiment, policies.find(({ open }) => open) ?? policies[0]))
  const change = (part: Partial<NewExperiment>): void => setDraft({ ...draft, ...part })
  const policy = policies.find(({ id }) => id === draft.policyId)
  const versions = useQuery(versionsQuery(draft.policyId))
  const save = useMutation({
    mutationFn: () =>
      experiment
        ? answered(api.PUT('/api/experiments/{id}', { params: { path: { id: experiment.id } }, body: draft }))
        : answered(api.POST('/api/experiments', { body: draft })),
    onSuccess: async (saved) => {
      toast(text('saved'))
      await keepExperiment(saved)
      onClose(saved)
    },
  })
  const isReady = draft.name.trim() !== '' && draft.arms.length >= 2 && draft.arms.every(({ versionId }) => versionId)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) save.mutate()
      }}
    >
      {save.error && <Banner tone="danger">{save.error.message}</Banner>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('name')} help={text('name-help')} required>
          <Input value={draft.name} maxLength={120} onChange={({ target }) => change({ name: target.value })} />
        </Field>
        <Field label={text('policy')}>
          <Select
            value={draft.policyId}
            options={policies.map(({ id, title }) => ({ value: id, label: title[language] }))}
            onValue={(policyId) => {
              const chosen = policies.find(({ id }) => id === policyId)
              change({ policyId, arms: [{ versionId: chosen?.inForce?.versionId ?? '', weight: 1 }] })
            }}
          />
        </Field>
      </div>
      <ArmFields
        arms={draft.arms}
        versions={versions.data ?? []}
        inForce={policy?.inForce?.versionId}
        onArms={(arms) => change({ arms })}
      />
      {policy?.inForce && <LetterVariant versionId={policy.inForce.versionId} />}
      <PlanFields draft={draft} onChange={change} />
      <Checkbox
        checked={draft.sparesImportant}
        onChecked={(sparesImportant) => change({ sparesImportant })}
        label={text('spare-important')}
        help={text('spare-important-help')}
      />
      <FormActions>
        <Button onClick={() => onClose()}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" disabled={!isReady} pending={save.isPending}>
          {text('save')}
        </Button>
      </FormActions>
    </form>
  )
}
