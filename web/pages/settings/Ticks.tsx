import { useId } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import type { Option } from '../../ui/Select.tsx'

interface TicksProps<Value extends string> {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | null | undefined
  readonly options: readonly Option<Value>[]
  readonly values: readonly string[]
  readonly onValues: (values: Value[]) => void
}

/** Several of a few, each with a tick; in the order in which they were ticked. */
export function Ticks<Value extends string>({ label, help, error, options, values, onValues }: TicksProps<Value>) {
  const id = useId()
  const chosen = new Set(values)
  // The order in which they were chosen is kept: of a marketplace's languages the first is the usual one.
  const kept = values.filter((value): value is Value => options.some((option) => option.value === value))
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium text-ink">{label}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-1.5">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={chosen.has(option.value)}
            disabled={option.disabled === true}
            onChecked={(on) => onValues(on ? [...kept, option.value] : kept.filter((value) => value !== option.value))}
          />
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-sm text-danger-ink">
          {error}
        </p>
      )}
      {help && <p className="mt-1.5 text-sm text-muted">{help}</p>}
    </fieldset>
  )
}
