import type { Schemas } from '../api/client.ts'
import { DateTimePicker } from '../ui/DateTimePicker.tsx'
import { Input, Textarea } from '../ui/Input.tsx'
import type { LetterValues } from './drafts.ts'
import { digitsOf } from './money.ts'

type Value = LetterValues[string]

interface ValueInputProps {
  readonly type: Schemas['TemplateVariableType']
  readonly value: Value
  readonly currency: string
  readonly onValue: (value: Value) => void
}

/** The input that fits a variable's type. Instants go out as ISO 8601, money in minor units. */
export function ValueInput({ type, value, currency, onValue }: ValueInputProps) {
  if (type === 'date' || type === 'moment')
    return (
      <DateTimePicker
        kind={type === 'date' ? 'date' : 'datetime'}
        value={typeof value === 'string' && value !== '' ? new Date(value) : null}
        onValue={(moment) => {
          if (!moment || Number.isNaN(moment.getTime())) onValue(null)
          else onValue((type === 'date' ? noonOf(moment) : moment).toISOString())
        }}
      />
    )
  if (type === 'money') {
    const digits = digitsOf(currency)
    const shown = typeof value === 'object' && value !== null ? value.amount / 10 ** digits : ''
    return (
      <div className="flex items-center gap-1.5">
        <Input
          type="number"
          min={0}
          step={1 / 10 ** digits}
          value={shown}
          onChange={(event) => {
            const amount = event.target.valueAsNumber
            onValue(Number.isNaN(amount) ? null : { amount: Math.round(amount * 10 ** digits), currency })
          }}
        />
        <span className="text-sm text-muted">{currency}</span>
      </div>
    )
  }
  if (type === 'percent')
    return (
      <div className="flex items-center gap-1.5">
        <Input
          type="number"
          min={0}
          max={100}
          step="any"
          value={typeof value === 'number' ? value : ''}
          onChange={(event) => onValue(Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber)}
        />
        <span className="text-sm text-muted">%</span>
      </div>
    )
  const text = typeof value === 'string' ? value : ''
  if (type === 'lines')
    return <Textarea className="min-h-16" value={text} onChange={(event) => onValue(event.target.value)} />
  return (
    <Input type={type === 'link' ? 'url' : 'text'} value={text} onChange={(event) => onValue(event.target.value)} />
  )
}

/** A day is sent as its noon in UTC: it is then the same day wherever the buyer reads the letter. */
const noonOf = (day: Date): Date => new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate(), 12))
