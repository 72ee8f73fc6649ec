import { Plus, X } from 'lucide-react'
import type { Schemas } from '../../api/client.ts'
import { fieldError } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'

/** A piece of evidence that is being filled in. */
export interface Attached {
  readonly key: number
  readonly kind: Schemas['AttachedEvidence']['kind']
  readonly ref: string
}

interface EvidenceFieldsProps {
  readonly values: readonly Attached[]
  readonly onValues: (values: readonly Attached[]) => void
  readonly error: Error | null
}

const kinds = ['sku', 'order', 'link'] as const

/** SKUs, orders and links that go with what is asked: photos and papers lie where the house keeps them. */
export function EvidenceFields({ values, onValues, error }: EvidenceFieldsProps) {
  const text = useText('actions')
  const change = (key: number, part: Partial<Attached>) =>
    onValues(values.map((value) => (value.key === key ? { ...value, ...part } : value)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{text('evidence')}</legend>
      {values.map(({ key, kind, ref }, at) => (
        <div key={key} className="flex items-end gap-2">
          <Field label={text('evidence-kind')} className="w-28 shrink-0">
            <Select
              value={kind}
              options={kinds.map((value) => ({ value, label: text(`kind.${value}`) }))}
              onValue={(chosen) => change(key, { kind: chosen })}
            />
          </Field>
          <Field
            label={text('evidence-ref')}
            error={fieldError(error, `evidence.${at}.ref`)}
            className="min-w-0 flex-1"
          >
            <Input value={ref} maxLength={500} onChange={(event) => change(key, { ref: event.target.value })} />
          </Field>
          <IconButton
            icon={X}
            label={text('remove-evidence')}
            onClick={() => onValues(values.filter((value) => value.key !== key))}
          />
        </div>
      ))}
      {values.length < 30 && (
        <Button
          size="small"
          icon={Plus}
          className="self-start"
          onClick={() => onValues([...values, { key: (values.at(-1)?.key ?? 0) + 1, kind: 'sku', ref: '' }])}
        >
          {text('add-evidence')}
        </Button>
      )}
    </fieldset>
  )
}
