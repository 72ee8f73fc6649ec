import { useMutation, useQuery } from '@tanstack/react-query'
import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { answered, api, changesNothing } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { Counted } from './Counted.tsx'
import { PlanTexts } from './PlanTexts.tsx'
import { asNew, emptyPlan, type NewPlan, type Plan, plansQuery } from './plans.ts'
import { SegmentFields } from './SegmentFields.tsx'

/** One plan over the list of them. */
export function PlanDialog({ item, onClose }: { readonly item: string; readonly onClose: () => void }) {
  const text = useText('followUpPlans')
  const plans = useQuery(plansQuery)
  const plan = plans.data?.find(({ id }) => id === item)
  const isNew = item === 'new'
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={text(isNew ? 'add' : 'plan')} width="wide">
      {plans.isError && !plans.data ? (
        <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />
      ) : !plans.data ? (
        <SkeletonLines lines={8} />
      ) : isNew || plan ? (
        <PlanForm plan={plan} onClose={onClose} />
      ) : (
        <EmptyState icon={PhoneCall} title={text('empty')} />
      )}
    </Dialog>
  )
}

const fields = ['name', 'weeks', 'againDays', 'segment', 'texts'] as const

function PlanForm({ plan, onClose }: { readonly plan: Plan | undefined; readonly onClose: () => void }) {
  const text = useText('followUpPlans')
  const words = useText('ui')
  const [draft, setDraft] = useState<NewPlan>(() => (plan ? asNew(plan) : emptyPlan))
  const save = useMutation({
    mutationFn: () =>
      plan
        ? answered(api.PATCH('/api/follow-up-plans/{id}', { params: { path: { id: plan.id } }, body: draft }))
        : answered(api.POST('/api/follow-up-plans', { body: draft })),
    onSuccess: async () => {
      toast(text('saved'))
      await queries.invalidateQueries({ queryKey: plansQuery.queryKey })
      onClose()
    },
  })
  const preview = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/follow-up-plan-previews', {
          params: { query: plan ? { replacing: plan.id } : {} },
          headers: changesNothing,
          body: { weeks: draft.weeks, way: draft.way, segment: draft.segment },
        }),
      ),
  })
  const change = (part: Partial<NewPlan>): void => setDraft({ ...draft, ...part })
  const error = save.error ?? preview.error
  const number = (written: string): number => Math.trunc(Number(written))
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <FormProblem error={error} fields={fields} />
      <Field label={text('name')} error={problemAt(error, 'name')} required>
        <Input value={draft.name} maxLength={120} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={text('way')}>
          <Select
            value={draft.way}
            options={(['email', 'phone'] as const).map((value) => ({ value, label: text(`way-${value}`) }))}
            onValue={(way) => change({ way })}
          />
        </Field>
        <Field label={text('weeks')} help={text('weeks-help')} error={problemAt(error, 'weeks')} required>
          <Input
            type="number"
            min={1}
            max={104}
            value={draft.weeks}
            onChange={(event) => change({ weeks: number(event.target.value) })}
          />
        </Field>
        <Field label={text('again-days')} help={text('again-days-help')} error={problemAt(error, 'againDays')} required>
          <Input
            type="number"
            min={1}
            max={60}
            value={draft.againDays}
            onChange={(event) => change({ againDays: number(event.target.value) })}
          />
        </Field>
      </div>
      <SegmentFields draft={draft} error={error} onDraft={setDraft} />
      <PlanTexts draft={draft} error={error} onTexts={(texts) => change({ texts })} />
      <section className="flex flex-col items-start gap-2 rounded-lg border border-line p-3">
        <Button pending={preview.isPending} onClick={() => preview.mutate()}>
          {text('preview')}
        </Button>
        <p className="text-sm text-muted">{text('preview-detail')}</p>
        <div role="status" className="flex flex-col gap-1.5">
          {preview.data && <Counted counts={preview.data} />}
          {preview.data && !preview.data.all && (
            <p className="text-sm text-muted">{text('preview-part', { count: preview.data.looked })}</p>
          )}
        </div>
      </section>
      <FormActions>
        <Button onClick={onClose}>{words('cancel')}</Button>
        <Button type="submit" tone="primary" pending={save.isPending}>
          {text('save')}
        </Button>
      </FormActions>
    </form>
  )
}
