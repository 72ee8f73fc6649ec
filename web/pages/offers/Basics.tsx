import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { type NewOffer, numberIn } from './offers.ts'
import { problemAt } from './problems.ts'
import type { OwnShop } from './shops.ts'

interface BasicsProps {
  readonly draft: NewOffer
  readonly shops: readonly OwnShop[]
  readonly error: unknown
  readonly onChange: (part: Partial<NewOffer>) => void
}

/** What is offered, by which shop, when, and how often at most. */
export function Basics({ draft, shops, error, onChange }: BasicsProps) {
  const text = useText('offers')
  const day = (field: 'validFrom' | 'validUntil') => (
    <Field label={text(field === 'validFrom' ? 'valid-from' : 'valid-until')} error={problemAt(error, field)} required>
      <Input type="date" value={draft[field]} onChange={(event) => onChange({ [field]: event.target.value })} />
    </Field>
  )
  return (
    <>
      <Field label={text('name')} help={text('name-help')} error={problemAt(error, 'name')} required>
        <Input value={draft.name} maxLength={120} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('kind')}>
          <Select
            value={draft.kind}
            options={(['coupon', 'new-product'] as const).map((value) => ({ value, label: text(`kind.${value}`) }))}
            onValue={(kind) => onChange({ kind })}
          />
        </Field>
        <Field label={text(`code-${draft.kind}`)} error={problemAt(error, 'code')} required={draft.kind === 'coupon'}>
          <Input value={draft.code} maxLength={60} onChange={(event) => onChange({ code: event.target.value })} />
        </Field>
        <Field
          label={text('store')}
          help={text('store-help')}
          error={problemAt(error, 'storeId')}
          className="sm:col-span-2"
        >
          <Select
            value={draft.storeId}
            options={shops.map(({ id, name }) => ({ value: id, label: name }))}
            onValue={(storeId) => onChange({ storeId })}
          />
        </Field>
        {day('validFrom')}
        {day('validUntil')}
        <Field label={text('cap-days')} help={text('cap-days-help')} error={problemAt(error, 'capDays')} required>
          <Input
            type="number"
            min={1}
            max={365}
            value={draft.capDays}
            onChange={(event) => onChange({ capDays: numberIn(event.target.value) ?? 0 })}
          />
        </Field>
        <Field label={text('per-hour')} help={text('per-hour-help')} error={problemAt(error, 'perHour')} required>
          <Input
            type="number"
            min={1}
            max={5_000}
            value={draft.perHour}
            onChange={(event) => onChange({ perHour: numberIn(event.target.value) ?? 0 })}
          />
        </Field>
      </div>
    </>
  )
}
