import { useQuery } from '@tanstack/react-query'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { type NewExperiment, sizeQuery } from './experiments.ts'

interface PlanFieldsProps {
  readonly draft: NewExperiment
  readonly onChange: (part: Partial<NewExperiment>) => void
}

/** Percent as a field has it, as a share within bounds. */
const shareIn = (written: string, least: number, most: number): number =>
  Math.min(most, Math.max(least, (Number(written) || 0) / 100))

const percentOf = (share: number): number => Math.round(share * 1_000) / 10

/** What it decides by, and how many returns that takes. */
export function PlanFields({ draft, onChange }: PlanFieldsProps) {
  const text = useText('experiments')
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium">{text('plan')}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('goal')} help={text(`goal-help.${draft.goal}`)}>
          <Select
            value={draft.goal}
            options={(['loss-share', 'given-up'] as const).map((value) => ({ value, label: text(`goal.${value}`) }))}
            onValue={(goal) => onChange({ goal })}
          />
        </Field>
        <Field label={text('effect-percent')} help={text('effect-help')}>
          <Input
            type="number"
            min={1}
            max={50}
            step={0.5}
            value={percentOf(draft.effect)}
            onChange={({ target }) => onChange({ effect: shareIn(target.value, 0.01, 0.5) })}
          />
        </Field>
        <Field label={text('alpha-percent')} help={text('alpha-help')}>
          <Input
            type="number"
            min={0.1}
            max={20}
            step={0.1}
            value={percentOf(draft.alpha)}
            onChange={({ target }) => onChange({ alpha: shareIn(target.value, 0.001, 0.2) })}
          />
        </Field>
        <Field label={text('power-percent')} help={text('power-help')}>
          <Input
            type="number"
            min={50}
            max={99}
            value={percentOf(draft.power)}
            onChange={({ target }) => onChange({ power: shareIn(target.value, 0.5, 0.99) })}
          />
        </Field>
      </div>
      {draft.arms.length >= 2 && <Needed draft={draft} />}
    </fieldset>
  )
}

function Needed({ draft }: { readonly draft: NewExperiment }) {
  const text = useText('experiments')
  const formats = useFormats()
  const { policyId, goal, effect, alpha, power, arms } = draft
  const weights = arms.map(({ weight }) => weight)
  const { data, isError } = useQuery(sizeQuery({ policyId, goal, effect, alpha, power, weights }))
  if (isError) return <Banner tone="warn">{text('size-failed')}</Banner>
  if (!data) return null
  return (
    <Banner tone={data.past < 30 ? 'warn' : 'info'} title={text('needed', { size: data.size })}>
      {[
        data.past < 30
          ? text('size-guessed', { past: data.past })
          : text('size-reckoned', { past: data.past, mean: formats.percent(data.mean ?? 0) }),
        text('one-look', { size: data.sizeOfOneLook }),
        ...(data.days === null ? [] : [text('takes-days', { days: data.days })]),
      ].join(' ')}
    </Banner>
  )
}
