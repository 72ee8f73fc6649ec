import { ChevronDown } from 'lucide-react'
import type { SelectHTMLAttributes } from 'react'
import { useText } from '../i18n/text.ts'
import { classes, controlHeight, fieldFrame } from './classes.ts'
import { useFieldControl } from './Field.tsx'

export interface Option<Value extends string = string> {
  readonly value: Value
  readonly label: string
  readonly disabled?: boolean | undefined
}

interface SelectProps<Value extends string>
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange' | 'children'> {
  readonly value: Value | ''
  readonly options: readonly Option<Value>[]
  readonly onValue: (value: Value) => void
  /** What stands there while nothing is chosen; without it the first option is simply chosen. */
  readonly placeholder?: string | boolean | undefined
}

/** One of a few. The browser's own list: it is right on phones, for screen readers and for the keyboard. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, options, onValue, placeholder, className, ...rest } = props
  const field = useFieldControl()
  const text = useText('ui')
  return (
    <div className={classes('relative', className)}>
      <select
        className={classes(fieldFrame, controlHeight, 'appearance-none truncate pr-9')}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onValue(chosen.value)
        }}
        {...field}
        {...rest}
      >
        {placeholder && (
          <option value="" disabled>
            {placeholder === true ? text('choose') : placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </div>
  )
}
