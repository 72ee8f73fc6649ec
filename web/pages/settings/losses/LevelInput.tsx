import { Field } from '../../../ui/Field.tsx'
import { Input } from '../../../ui/Input.tsx'

interface LevelInputProps {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}

/** A level in percent, with two digits at most. */
export function LevelInput({ label, value, onValue }: LevelInputProps) {
  return (
    <Field label={`${label} (%)`} required>
      <Input
        type="number"
        min={0.01}
        max={100}
        step={0.01}
        inputMode="decimal"
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </Field>
  )
}
