import type { InputHTMLAttributes, ReactNode } from 'react'
import { classes } from './classes.ts'
import { useFieldControl } from './Field.tsx'

interface TickProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'checked' | 'onChange'> {
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
  /** The words beside it; without them give `aria-label`. */
  readonly label?: ReactNode
  readonly help?: ReactNode
}

const row = 'flex min-h-6 items-start gap-2.5 text-base text-ink has-disabled:text-muted pointer-coarse:min-h-11'

/** Yes or no, kept when the form is saved. */
export function Checkbox({ checked, onChecked, label, help, className, ...rest }: TickProps) {
  const field = useFieldControl()
  return (
    <label className={classes(row, className)}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChecked(event.target.checked)}
        className="mt-0.5 size-4.5 shrink-0 rounded accent-accent"
        {...field}
        {...rest}
      />
      {label && <Words label={label} help={help} />}
    </label>
  )
}

/** On or off, acting at once. */
export function Switch({ checked, onChecked, label, help, className, ...rest }: TickProps) {
  const field = useFieldControl()
  return (
    <label className={classes(row, className)}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        onChange={(event) => onChecked(event.target.checked)}
        className={classes(
          'relative mt-px h-5 w-9 shrink-0 appearance-none rounded-full border border-edge bg-edge transition-colors',
          'before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-surface before:transition-transform',
          'checked:border-accent checked:bg-accent checked:before:translate-x-4 disabled:opacity-50',
        )}
        {...field}
        {...rest}
      />
      {label && <Words label={label} help={help} />}
    </label>
  )
}

const Words = ({ label, help }: { readonly label: ReactNode; readonly help?: ReactNode }) => (
  <span className="min-w-0">
    {label}
    {help && <span className="block text-sm text-muted">{help}</span>}
  </span>
)
