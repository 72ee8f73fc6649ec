import { useQuery } from '@tanstack/react-query'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { storesQuery } from '../../../parts/desk.ts'
import { useMay } from '../../../shell/session.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'
import { languageChoices } from '../choices.ts'
import { Picks } from '../Picks.tsx'
import { problemAt } from '../problems.ts'
import { type NewPlan, numberIn, withImportance } from './plans.ts'

interface SegmentFieldsProps {
  readonly draft: NewPlan
  readonly error: unknown
  readonly onDraft: (draft: NewPlan) => void
}

/** Who belongs to a plan; what is left empty narrows nothing. */
export function SegmentFields({ draft, error, onDraft }: SegmentFieldsProps) {
  const text = useText('followUpPlans')
  const formats = useFormats()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const { segment } = draft
  const narrow = (part: Partial<NewPlan['segment']>): void => onDraft({ ...draft, segment: { ...segment, ...part } })
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium">{text('segment')}</legend>
      <Checkbox
        label={text('important-only')}
        checked={segment.important}
        onChecked={(important) => onDraft(withImportance(draft, important))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('languages')} help={text('languages-help')}>
          <Picks
            label={text('add-language')}
            choices={languageChoices(formats)}
            values={segment.languages}
            onValues={(languages) => narrow({ languages })}
          />
        </Field>
        <Field label={text('stores')} help={text('stores-help')}>
          <Picks
            label={text('add-store')}
            choices={(stores.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            values={segment.storeIds}
            onValues={(storeIds) => narrow({ storeIds })}
          />
        </Field>
        <Field
          label={text('bought-within')}
          help={text('no-limit')}
          error={problemAt(error, 'segment.boughtWithinDays')}
        >
          <Input
            type="number"
            min={1}
            max={3_650}
            value={segment.boughtWithinDays ?? ''}
            onChange={(event) => narrow({ boughtWithinDays: numberIn(event.target.value) })}
          />
        </Field>
        <Field label={text('least-orders')} help={text('no-limit')} error={problemAt(error, 'segment.leastOrders')}>
          <Input
            type="number"
            min={1}
            max={1_000}
            value={segment.leastOrders ?? ''}
            onChange={(event) => narrow({ leastOrders: numberIn(event.target.value) })}
          />
        </Field>
      </div>
    </fieldset>
  )
}
