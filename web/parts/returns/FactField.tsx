import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { minorUnits, typedAmount } from '../money.ts'
import { type FactName, type FactValue, factShapes } from './facts.ts'
import type { ReturnWords } from './words.ts'

interface FactFieldProps {
  readonly name: FactName
  readonly value: FactValue
  readonly currency: string
  readonly words: ReturnWords
  readonly error?: string | undefined
  readonly isNext?: boolean | undefined
  readonly onValue: (value: FactValue) => void
}

/** What is so, stated in the form that the fact has: yes or no, a word, a number, an amount, a text. */
export function FactField({ name, value, currency, words, error, isNext, onValue }: FactFieldProps) {
  const shape = factShapes[name]
  const next = isNext ? { 'data-next': '' } : {}
  const label = shape.type === 'money' ? `${words.fact(name)} (${currency})` : words.fact(name)
  if (shape.type === 'money')
    return <AmountField label={label} value={value} currency={currency} error={error} onValue={onValue} {...next} />
  return (
    <Field label={label} error={error}>
      {shape.type === 'flag' ? (
        <Select
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : ''}
          placeholder
          options={(['yes', 'no'] as const).map((answer) => ({ value: answer, label: words.code(answer) }))}
          onValue={(answer) => onValue(answer === 'yes')}
          {...next}
        />
      ) : shape.type === 'words' ? (
        <Select
          value={typeof value === 'string' ? value : ''}
          placeholder
          options={shape.words.map((word) => ({ value: String(word), label: words.value(name, word) }))}
          onValue={onValue}
          {...next}
        />
      ) : shape.type === 'number' ? (
        <Input
          type="number"
          min={0}
          step={1}
          value={typeof value === 'number' ? value : ''}
          onChange={({ target }) =>
            onValue(Number.isFinite(target.valueAsNumber) ? Math.max(0, Math.round(target.valueAsNumber)) : null)
          }
          {...next}
        />
      ) : (
        <Input
          value={typeof value === 'string' ? value : ''}
          maxLength={120}
          onChange={({ target }) => onValue(target.value.trim() === '' ? null : target.value)}
          {...next}
        />
      )}
    </Field>
  )
}

interface AmountFieldProps {
  readonly label: string
  readonly value: FactValue
  readonly currency: string
  readonly error?: string | undefined
  readonly 'data-next'?: string
  /** The amount in minor units; null while what is typed is none. */
  readonly onValue: (amount: number | null) => void
}

/** An amount as people type it. */
export function AmountField({ label, value, currency, error, onValue, ...next }: AmountFieldProps) {
  const text = useText('returns')
  const [typed, setTyped] = useState(typeof value === 'number' ? typedAmount(value, currency) : '')
  const isWrong = typed.trim() !== '' && minorUnits(typed, currency) === undefined
  return (
    <Field label={label} error={isWrong ? text('amount-wrong') : error}>
      <Input
        inputMode="decimal"
        value={typed}
        maxLength={20}
        onChange={({ target }) => {
          setTyped(target.value)
          onValue(minorUnits(target.value, currency) ?? null)
        }}
        {...next}
      />
    </Field>
  )
}
