import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { useMay } from '../../shell/session.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { letterLanguages } from './Letters.tsx'
import { listIn, type NewOffer, numberIn } from './offers.ts'
import { problemAt } from './problems.ts'

type Segment = NewOffer['segment']
const tiers = ['new', 'returning', 'regular', 'key'] as const

interface SegmentFieldsProps {
  readonly draft: NewOffer
  readonly error: unknown
  readonly onSegment: (segment: Segment) => void
}

/** To whom the offer goes, by history and preference; what is left empty narrows nothing. */
export function SegmentFields({ draft: { segment }, error, onSegment }: SegmentFieldsProps) {
  const text = useText('offers')
  const formats = useFormats()
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const narrow = (part: Partial<Segment>): void => onSegment({ ...segment, ...part })
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium">{text('segment')}</legend>
      <p className="text-sm text-muted">{text('segment-help')}</p>
      <Checkbox
        label={text('important-only')}
        checked={segment.important}
        onChecked={(important) => narrow({ important })}
      />
      <Ticks
        label={text('tiers')}
        choices={tiers.map((value) => ({ value, label: text(`tier.${value}`) }))}
        values={segment.tiers}
        onValues={(chosen) => narrow({ tiers: tiers.filter((tier) => chosen.includes(tier)) })}
      />
      <Ticks
        label={text('languages')}
        choices={letterLanguages.map((value) => ({ value, label: formats.languageName(value) }))}
        values={segment.languages}
        onValues={(languages) => narrow({ languages })}
      />
      <Ticks
        label={text('stores')}
        choices={(stores.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        values={segment.storeIds}
        onValues={(storeIds) => narrow({ storeIds })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <ListField
          label={text('skus')}
          error={problemAt(error, 'segment.skus')}
          values={segment.skus}
          onValues={(skus) => narrow({ skus })}
        />
        <ListField
          label={text('categories')}
          error={problemAt(error, 'segment.categories')}
          values={segment.categories}
          onValues={(categories) => narrow({ categories })}
        />
        <Field label={text('least-orders')} help={text('no-limit')} error={problemAt(error, 'segment.leastOrders')}>
          <Input
            type="number"
            min={1}
            max={1_000}
            value={segment.leastOrders ?? ''}
            onChange={(event) => narrow({ leastOrders: numberIn(event.target.value) })}
          />
        </Field>
        <Field label={text('bought-since')} help={text('no-limit')} error={problemAt(error, 'segment.boughtSince')}>
          <Input
            type="date"
            value={segment.boughtSince ?? ''}
            onChange={(event) => narrow({ boughtSince: event.target.value || null })}
          />
        </Field>
      </div>
    </fieldset>
  )
}

interface TicksProps {
  readonly label: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly values: readonly string[]
  readonly onValues: (values: string[]) => void
}

/** Several of a few. */
function Ticks({ label, choices, values, onValues }: TicksProps) {
  if (choices.length === 0) return null
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            label={choice.label}
            checked={values.includes(choice.value)}
            onChecked={(checked) =>
              onValues(checked ? [...values, choice.value] : values.filter((value) => value !== choice.value))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

interface ListFieldProps {
  readonly label: string
  readonly error: string | undefined
  readonly values: readonly string[]
  readonly onValues: (values: string[]) => void
}

/** A list as one writes it, with commas; what is typed stays as it is typed. */
function ListField({ label, error, values, onValues }: ListFieldProps) {
  const text = useText('offers')
  const [written, setWritten] = useState(values.join(', '))
  return (
    <Field label={label} help={text('list-help')} error={error}>
      <Input
        value={written}
        onChange={(event) => {
          setWritten(event.target.value)
          onValues(listIn(event.target.value))
        }}
      />
    </Field>
  )
}
