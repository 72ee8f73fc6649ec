import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { useEditor } from './editor.ts'
import type { Policy, Words } from './tree.ts'

interface TitleFieldsProps {
  readonly value: Words
  readonly onValue: (value: Words) => void
}

/** What something is called, in both languages of the screen. */
export function TitleFields({ value, onValue }: TitleFieldsProps) {
  const text = useText('policyEditor')
  const field = (language: keyof Words, label: string) => (
    <Field label={label} error={value[language].trim() === '' ? text('title-needed') : undefined} required>
      <Input
        lang={language}
        value={value[language]}
        maxLength={300}
        onChange={(event) => onValue({ ...value, [language]: event.target.value })}
      />
    </Field>
  )
  return (
    <>
      {field('zh-CN', text('title-zh'))}
      {field('en', text('title-en'))}
    </>
  )
}

interface TargetFieldProps {
  readonly label: string
  readonly value: string | undefined
  /** Without one the way may be left out. */
  readonly onClear?: (() => void) | undefined
  readonly onValue: (to: string) => void
}

const nowhere = '-'

/** To which node a way leads, by title. */
export function TargetField({ label, value, onClear, onValue }: TargetFieldProps) {
  const text = useText('policyEditor')
  const { policy, words } = useEditor()
  const nodes = Object.entries(policy.nodes).map(([id, node]) => ({ value: id, label: words.title(node.title) }))
  const isMissing = value !== undefined && !Object.hasOwn(policy.nodes, value)
  return (
    <Field label={label} error={isMissing ? text('target-missing', { to: value }) : undefined}>
      <Select
        value={value ?? nowhere}
        options={[
          ...(onClear || isMissing ? [{ value: nowhere, label: text('nowhere') }] : []),
          ...(isMissing ? [{ value, label: value }] : []),
          ...nodes.sort((one, other) => one.label.localeCompare(other.label)),
        ]}
        onValue={(to) => (to === nowhere ? onClear?.() : onValue(to))}
      />
    </Field>
  )
}

type Kind = Policy['fields'][string]['kind']
const own = ''

interface ValueFieldProps {
  readonly label: string
  readonly kind: Kind
  readonly value: number | string | { field: string }
  readonly onValue: (value: number | string | { field: string }) => void
}

const payers = ['buyer', 'seller', 'marketplace'] as const

/** A percentage, days or a payer: written here, or taken from a field of the policy. */
export function ValueField({ label, kind, value, onValue }: ValueFieldProps) {
  const text = useText('policyEditor')
  const { policy, words } = useEditor()
  const fields = Object.entries(policy.fields).filter(([, field]) => field.kind === kind)
  const named = typeof value === 'object' ? value.field : own
  const fallback = kind === 'payer' ? 'buyer' : kind === 'days' ? 7 : 100
  const known = fields.map(([key, field]) => ({
    value: key,
    label: text('from-field', { field: words.title(field.title), value: words.value('labelPayer', field.value) }),
  }))
  const lost = named !== own && !fields.some(([key]) => key === named) ? [{ value: named, label: named }] : []
  return (
    <div className="grid grid-cols-2 gap-2 [&>:only-child]:col-span-2">
      <Field label={label}>
        <Select
          value={named}
          options={[{ value: own, label: text('own-value') }, ...known, ...lost]}
          onValue={(field) => onValue(field === own ? (policy.fields[named]?.value ?? fallback) : { field })}
        />
      </Field>
      {typeof value !== 'object' && (
        <Field label={text(`unit-${kind}`)}>
          {kind === 'payer' ? (
            <Select
              value={String(value)}
              options={payers.map((payer) => ({ value: payer, label: words.value('labelPayer', payer) }))}
              onValue={onValue}
            />
          ) : (
            <NumberInput
              value={Number(value)}
              least={kind === 'days' ? 1 : 0}
              most={kind === 'days' ? 90 : 100}
              onValue={onValue}
            />
          )}
        </Field>
      )}
    </div>
  )
}

interface NumberInputProps {
  readonly value: number
  readonly least?: number
  readonly most?: number
  readonly onValue: (value: number) => void
  readonly label?: string
}

/** A whole number, or with cents of a percent; what is no number is not taken. */
export const NumberInput = ({ value, least, most, onValue, label }: NumberInputProps) => (
  <Input
    type="number"
    aria-label={label}
    value={Number.isFinite(value) ? value : ''}
    min={least}
    max={most}
    step="any"
    onChange={(event) => {
      const number = event.target.valueAsNumber
      if (Number.isFinite(number)) onValue(Math.round(number * 100) / 100)
    }}
  />
)

interface PartProps {
  readonly title: string
  readonly onRemove?: (() => void) | undefined
  readonly children: ReactNode
}

/** One of several parts of a form, which can be taken out. */
export function Part({ title, onRemove, children }: PartProps) {
  const text = useText('policyEditor')
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-lg border border-line p-2.5">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-center gap-2">
        <span aria-hidden className="min-w-0 flex-1 truncate text-sm font-medium">
          {title}
        </span>
        {onRemove && (
          <IconButton icon={Trash2} size="small" label={text('remove-part', { part: title })} onClick={onRemove} />
        )}
      </div>
      {children}
    </fieldset>
  )
}
