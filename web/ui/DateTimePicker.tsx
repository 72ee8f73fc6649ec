import { Input } from './Input.tsx'

interface DateTimePickerProps {
  readonly value: Date | null
  readonly onValue: (value: Date | null) => void
  readonly min?: Date | undefined
  /** `date` leaves the clock out. */
  readonly kind?: 'date' | 'datetime' | undefined
  readonly disabled?: boolean | undefined
}

/** A date, or a date and time in the person's own zone: the browser's own picker, which every device knows best. */
export function DateTimePicker({ value, onValue, min, kind = 'datetime', disabled }: DateTimePickerProps) {
  const length = kind === 'date' ? 10 : 16
  return (
    <Input
      type={kind === 'date' ? 'date' : 'datetime-local'}
      value={value ? local(value).slice(0, length) : ''}
      min={min ? local(min).slice(0, length) : undefined}
      disabled={disabled}
      onChange={(event) => {
        const typed = event.target.value
        onValue(typed === '' ? null : new Date(kind === 'date' ? `${typed}T00:00` : typed))
      }}
    />
  )
}

/** A moment as `2026-11-22T09:05` in the browser's zone. */
function local(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}
