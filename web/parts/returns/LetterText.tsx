import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormats } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import type { LetterValues } from '../drafts.ts'
import { vocabularyQuery } from '../letters.ts'
import { ValueInput } from '../ValueInput.tsx'
import type { ReturnRequest } from './returns.ts'

interface LetterTextProps {
  readonly title: string
  readonly language: string
  readonly text: string
  readonly meaning: string
}

/** The letter as the buyer will read it, and what it says in Chinese. */
export function LetterText({ title, language, text, meaning }: LetterTextProps) {
  const words = useText('returns')
  const formats = useFormats()
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex items-center gap-1.5 text-sm">
        <span className="min-w-0 flex-1 font-medium">{title}</span>
        <Badge tone="outline">{formats.languageName(language)}</Badge>
      </p>
      <p
        lang={language}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
        tabIndex={0}
        role="document"
        aria-label={words('letter')}
        className="max-h-52 overflow-y-auto rounded-lg border border-line bg-accent-soft px-2.5 py-2 text-sm leading-normal break-words whitespace-pre-wrap"
      >
        {text}
      </p>
      {meaning && language !== 'zh-CN' && (
        <details>
          <summary className="min-h-6 text-sm text-muted hover:text-ink">{words('meaning')}</summary>
          <p lang="zh-CN" className="border-l-2 border-line pl-2 text-sm break-words whitespace-pre-wrap text-muted">
            {meaning}
          </p>
        </details>
      )}
    </div>
  )
}

interface LetterGapsProps {
  readonly names: readonly string[]
  readonly currency: string
  readonly onFill: (values: LetterValues) => void
}

/** What the letter asks for and the desk does not know: a field for each, of the kind it is. */
export function LetterGaps({ names, currency, onFill }: LetterGapsProps) {
  const text = useText('returns')
  const language = useLanguage()
  const vocabulary = useQuery(vocabularyQuery)
  const [values, setValues] = useState<LetterValues>({})
  if (!vocabulary.data) return <SkeletonLines lines={2} />
  const asked = vocabulary.data.variables.filter(({ name }) => names.includes(name))
  const given = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => names.includes(name) && value !== null && value !== ''),
  )
  return (
    <form
      data-gaps
      className="flex flex-col gap-2 rounded-lg bg-warn-soft p-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        onFill(given)
      }}
    >
      <p className="text-sm font-medium text-warn-ink">{text('fill-first')}</p>
      {asked.map(({ name, type, meaning }) => (
        <Field key={name} label={meaning[language]}>
          <ValueInput
            type={type}
            currency={currency}
            value={values[name] ?? null}
            onValue={(value) => setValues({ ...values, [name]: value })}
          />
        </Field>
      ))}
      <Button type="submit" size="small" className="self-start" disabled={Object.keys(given).length === 0}>
        {text('fill-in')}
      </Button>
    </form>
  )
}

/** A letter as a return carries it. */
export type StepLetter = NonNullable<ReturnRequest['letter']>
