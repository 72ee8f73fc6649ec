import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'

interface ThresholdProps {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly least?: number
  readonly most?: number
  readonly error: string | undefined
  readonly onValue: (value: string) => void
}

/** One whole number from which on something holds. */
export function Threshold({ label, help, value, least = 1, most = 10_000, error, onValue }: ThresholdProps) {
  return (
    <Field label={label} help={help} error={error} required>
      <Input
        type="number"
        min={least}
        max={most}
        step={1}
        inputMode="numeric"
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </Field>
  )
}
