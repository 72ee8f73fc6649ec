import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Field } from '../../ui/Field.tsx'
import { Textarea } from '../../ui/Input.tsx'

interface OverrideFieldProps {
  readonly value: string
  readonly onValue: (reason: string) => void
}

/** Why somebody goes on where a check objects; who may not is told who can. */
export function OverrideField({ value, onValue }: OverrideFieldProps) {
  const text = useText('procedures')
  if (!useMay('procedures.override')) return <p className="text-sm text-muted">{text('override-needed')}</p>
  return (
    <Field label={text('field.override')} help={text('override-help')} required>
      <Textarea value={value} maxLength={1_000} onChange={(event) => onValue(event.target.value)} />
    </Field>
  )
}
