import { useText } from '../../../i18n/text.ts'
import { Field } from '../../../ui/Field.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { linesOf } from '../lines.ts'
import type { Rule } from './words.ts'

interface RuleValueFieldProps {
  readonly rule: Rule
  readonly written: string
  readonly onWritten: (written: string) => void
  readonly error?: string | undefined
}

/** The control that fits what a rule measures: a number, yes or no, words, or a list of words. */
export function RuleValueField({ rule, written, onWritten, error }: RuleValueFieldProps) {
  const text = useText('stores')
  const { value } = rule
  if (typeof value === 'boolean') {
    return (
      <Field label={text('value')} error={error}>
        <Select
          value={written}
          options={[
            { value: 'true', label: text('yes') },
            { value: 'false', label: text('no') },
          ]}
          onValue={onWritten}
        />
      </Field>
    )
  }
  if (Array.isArray(value)) {
    return (
      <Field label={text('value')} help={text('list-help')} error={error} className="sm:col-span-2">
        <Textarea className="font-mono text-sm" value={written} onChange={(event) => onWritten(event.target.value)} />
      </Field>
    )
  }
  const number = typeof value === 'number'
  return (
    <Field label={[text('value'), suffixOf(rule)].filter(Boolean).join(' · ')} error={error} required>
      <Input
        {...(number ? { type: 'number', min: 0, step: 'any', inputMode: 'decimal' } : { maxLength: 200 })}
        value={written}
        onChange={(event) => onWritten(event.target.value)}
      />
    </Field>
  )
}

const suffixOf = ({ unit, currency }: Rule): string =>
  unit === 'percent' ? '%' : unit === 'megabytes' ? 'MB' : (currency ?? '')

/** How many of the smallest coins make one of a currency. */
function coinsOf({ unit, currency }: Rule): number {
  if (unit !== 'minor-units' || !currency) return 1
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return 10 ** maximumFractionDigits
}

/** A rule's value as it stands in the field; money in whole units. */
export function writtenValue(rule: Rule): string {
  const { value } = rule
  if (Array.isArray(value)) return value.join('\n')
  return String(typeof value === 'number' ? value / coinsOf(rule) : value)
}

/** What stands in the field, as a value of the same shape as the rule's. */
export function readValue(written: string, rule: Rule): Rule['value'] {
  const { value } = rule
  if (Array.isArray(value)) return linesOf(written)
  if (typeof value === 'boolean') return written === 'true'
  if (typeof value === 'string') return written.trim()
  const coins = coinsOf(rule)
  return coins === 1 ? Number(written) : Math.round(Number(written) * coins)
}
