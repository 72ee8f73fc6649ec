import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useText } from '../../i18n/text.ts'
import type { LetterValues } from '../../parts/drafts.ts'
import { vocabularyQuery } from '../../parts/letters.ts'
import { ValueInput } from '../../parts/ValueInput.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import type { ComposerState } from './useComposer.ts'
import { gapsIn } from './values.ts'

interface MissingValuesProps {
  readonly composer: ComposerState
  /** The currency of the store, for amounts. */
  readonly currency: string
}

/** What the letter asks for and the ticket does not know: a field for each, of the kind it is. */
export function MissingValues({ composer, currency }: MissingValuesProps) {
  const text = useText('inbox')
  const language = useLanguage()
  const names = gapsIn(composer.text)
  const vocabulary = useQuery({ ...vocabularyQuery, enabled: names.length > 0 })
  const [values, setValues] = useState<LetterValues>({})
  const [pending, setPending] = useState(false)
  if (names.length === 0 || !vocabulary.data) return null
  const asked = vocabulary.data.variables.filter((variable) => names.includes(variable.name))
  const given = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => names.includes(name) && value !== null && value !== ''),
  )
  return (
    <form
      className="my-1 flex flex-wrap items-end gap-2 rounded-lg bg-warn-soft p-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        setPending(true)
        void composer.fill(given).finally(() => setPending(false))
      }}
    >
      <p className="w-full text-sm font-medium text-warn-ink">{text('fill-first')}</p>
      {asked.map((variable) => (
        <Field key={variable.name} label={variable.meaning[language]} className="min-w-44 flex-1">
          <ValueInput
            type={variable.type}
            currency={currency}
            value={values[variable.name] ?? null}
            onValue={(value) => setValues({ ...values, [variable.name]: value })}
          />
        </Field>
      ))}
      <Button type="submit" pending={pending} disabled={Object.keys(given).length === 0}>
        {text('fill-in')}
      </Button>
    </form>
  )
}
