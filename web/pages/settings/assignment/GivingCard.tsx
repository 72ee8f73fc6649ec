import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input } from '../../../ui/Input.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { Section } from '../Section.tsx'
import { availabilitiesQuery } from './availabilities.ts'

type Settings = Schemas['AssignmentSettings']

const queryKey = ['assignment-settings']

/** How the desk gives out new tickets. */
export function GivingCard() {
  const text = useText('assignment')
  const settings = useQuery({ queryKey, queryFn: () => answered(api.GET('/api/assignment-settings')) })
  return (
    <Section title={text('how-title')}>
      {settings.isPending && <SkeletonLines lines={6} />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && <GivingForm key={JSON.stringify(settings.data)} settings={settings.data} />}
    </Section>
  )
}

function GivingForm({ settings }: { readonly settings: Settings }) {
  const text = useText('assignment')
  const words = useText('ui')
  const mayWrite = useMay('assignment.write')
  const [answers, setAnswers] = useState(settings)
  const [capacity, setCapacity] = useState(String(settings.defaultCapacity))
  const [weight, setWeight] = useState(String(settings.pressingWeight))
  const change = (part: Partial<Settings>) => setAnswers({ ...answers, ...part })
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/api/assignment-settings', {
          body: { ...answers, defaultCapacity: Number(capacity), pressingWeight: Number(weight) },
        }),
      ),
    onSuccess: async (saved) => {
      toast(text('saved'))
      queries.setQueryData(queryKey, saved)
      await queries.invalidateQueries({ queryKey: availabilitiesQuery.queryKey })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <FormProblem error={save.error} fields={['defaultCapacity', 'pressingWeight']} />
      <fieldset disabled={!mayWrite} className="flex min-w-0 flex-col gap-4">
        {(['automatic', 'sticky', 'substitute'] as const).map((name) => (
          <Checkbox
            key={name}
            label={text(name)}
            help={text(`${name}-help`)}
            checked={answers[name]}
            onChecked={(on) => change({ [name]: on })}
          />
        ))}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={text('default-capacity')}
            help={text('default-capacity-help')}
            error={problemAt(save.error, 'defaultCapacity')}
            required
          >
            <Input
              type="number"
              min={1}
              max={1000}
              inputMode="numeric"
              value={capacity}
              onChange={(event) => setCapacity(event.target.value)}
            />
          </Field>
          <Field
            label={text('pressing-weight')}
            help={text('pressing-weight-help')}
            error={problemAt(save.error, 'pressingWeight')}
            required
          >
            <Input
              type="number"
              min={1}
              max={10}
              step="any"
              inputMode="decimal"
              value={weight}
              onChange={(event) => setWeight(event.target.value)}
            />
          </Field>
        </div>
        {mayWrite && (
          <FormActions>
            <Button type="submit" tone="primary" pending={save.isPending}>
              {words('save')}
            </Button>
          </FormActions>
        )}
      </fieldset>
    </form>
  )
}
