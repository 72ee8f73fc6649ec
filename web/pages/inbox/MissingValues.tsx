import { useState } from 'react'
import { useLooseText, useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input } from '../../ui/Input.tsx'
import { type ComposerState, gap } from './useComposer.ts'

/** What the letter asks for and the ticket does not know: fields to fill in, as the buyer shall read it. */
export function MissingValues({ composer }: { readonly composer: ComposerState }) {
  const text = useText('inbox')
  const loose = useLooseText('inbox')
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map())
  const names = [...new Set(Array.from(composer.text.matchAll(gap), (match) => match[1] ?? ''))]
  if (names.length === 0) return null
  return (
    <form
      className="my-1 flex flex-wrap items-end gap-2 rounded-lg bg-warn-soft p-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        composer.fill(values)
      }}
    >
      {names.map((name) => (
        <Field key={name} label={loose(`asks.${name}`) ?? name} className="min-w-40 flex-1">
          <Input
            value={values.get(name) ?? ''}
            onChange={(event) => setValues(new Map(values).set(name, event.target.value))}
          />
        </Field>
      ))}
      <Button type="submit" disabled={!names.some((name) => values.get(name)?.trim())}>
        {text('fill-in')}
      </Button>
    </form>
  )
}
