import { createContext, type ReactNode, use, useId } from 'react'
import { useText } from '../i18n/text.ts'
import { classes } from './classes.ts'

interface Control {
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
  readonly required?: true
}

const FieldContext = createContext<Control>({})

/** What a control inside a `Field` takes over: its id and what describes it. Outside of one: nothing. */
export const useFieldControl = (): Control => use(FieldContext)

interface FieldProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  /** The problem in words, with its mend; it is tied to the control for screen readers. */
  readonly error?: string | null | undefined
  readonly required?: boolean | undefined
  /** Marks the field as optional; use it where most fields of a form are required. */
  readonly optional?: boolean | undefined
  /** The label is read out but not shown. */
  readonly hideLabel?: boolean | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A labelled control with help and error. The control inside (`Input`, `Select`, …) is tied to them by itself. */
export function Field({ label, help, error, required, optional, hideLabel, className, children }: FieldProps) {
  const id = useId()
  const text = useText('ui')
  const described = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ')
  const control: Control = {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
    ...(required ? { required: true } : {}),
  }
  return (
    <div className={classes('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">({text('optional')})</span>}
      </label>
      <FieldContext value={control}>{children}</FieldContext>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-danger-ink">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
    </div>
  )
}
