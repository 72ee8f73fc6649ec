import { Plus } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Input, Textarea } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { type NewOffer, variables } from './offers.ts'
import { problemAt } from './problems.ts'

/** The languages in which a letter says how to unsubscribe. */
export const letterLanguages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'pt', 'ja', 'zh'] as const

interface LettersProps {
  readonly draft: NewOffer
  readonly error: unknown
  readonly onLetters: (letters: NewOffer['letters']) => void
}

/** The letter in each language. */
export function Letters({ draft: { letters }, error, onLetters }: LettersProps) {
  const text = useText('offers')
  const formats = useFormats()
  const taken = new Set(letters.map(({ language }) => language))
  const next = letterLanguages.find((language) => !taken.has(language))
  const change = (index: number, part: Partial<NewOffer['letters'][number]>): void =>
    onLetters(letters.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium">{text('letters')}</legend>
      <p className="text-sm text-muted">{text('letters-help')}</p>
      {letters.map((letter, index) => (
        <div key={letter.language} className="flex flex-col gap-3 rounded-lg border border-line p-3">
          <div className="flex flex-wrap items-end gap-3">
            <Field label={text('language')} error={problemAt(error, `letters.${index}.language`)} className="w-48">
              <Select
                value={letter.language}
                options={[...new Set([letter.language, ...letterLanguages])]
                  .filter((language) => language === letter.language || !taken.has(language))
                  .map((value) => ({ value, label: formats.languageName(value) }))}
                onValue={(language) => change(index, { language })}
              />
            </Field>
            {letters.length > 1 && (
              <Button size="small" onClick={() => onLetters(letters.filter((_, at) => at !== index))}>
                {text('remove-letter')}
              </Button>
            )}
          </div>
          <Field label={text('subject')} error={problemAt(error, `letters.${index}.subject`)} required>
            <Input
              lang={letter.language}
              value={letter.subject}
              maxLength={300}
              onChange={(event) => change(index, { subject: event.target.value })}
            />
          </Field>
          <Field label={text('text')} error={problemAt(error, `letters.${index}.text`)} required>
            <Textarea
              lang={letter.language}
              value={letter.text}
              maxLength={10_000}
              rows={6}
              onChange={(event) => change(index, { text: event.target.value })}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
            {text('variables')}
            {variables.map((name) => (
              <Button
                key={name}
                size="small"
                onClick={() => change(index, { text: `${letter.text}{{ ${name} }}` })}
                className="font-mono"
              >
                {name}
              </Button>
            ))}
          </div>
        </div>
      ))}
      {next && (
        <Button
          icon={Plus}
          className="self-start"
          onClick={() => onLetters([...letters, { language: next, subject: '', text: '' }])}
        >
          {text('add-letter')}
        </Button>
      )}
    </fieldset>
  )
}
