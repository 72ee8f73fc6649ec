import { Plus } from 'lucide-react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { letterLanguages } from '../choices.ts'
import { problemAt } from '../problems.ts'
import type { NewPlan } from './plans.ts'

interface PlanTextsProps {
  readonly draft: NewPlan
  readonly error: unknown
  readonly onTexts: (texts: NewPlan['texts']) => void
}

/** What is said, by language: the script of a call, or subject and text of a letter. */
export function PlanTexts({ draft: { texts, way }, error, onTexts }: PlanTextsProps) {
  const text = useText('followUpPlans')
  const formats = useFormats()
  const taken = new Set(texts.map(({ language }) => language))
  const next = letterLanguages.find((language) => !taken.has(language))
  const change = (index: number, part: Partial<NewPlan['texts'][number]>): void =>
    onTexts(texts.map((each, at) => (at === index ? { ...each, ...part } : each)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-medium">{text('texts')}</legend>
      <p className="text-sm text-muted">{text('texts-help')}</p>
      {texts.map((said, index) => (
        <div key={said.language} className="flex flex-col gap-3 rounded-lg border border-line p-3">
          <div className="flex flex-wrap items-end gap-3">
            <Field label={text('language')} error={problemAt(error, `texts.${index}.language`)} className="w-48">
              <Select
                value={said.language}
                options={[...new Set([said.language, ...letterLanguages])]
                  .filter((language) => language === said.language || !taken.has(language))
                  .map((value) => ({ value, label: formats.languageName(value) }))}
                onValue={(language) => change(index, { language })}
              />
            </Field>
            {texts.length > 1 && (
              <Button size="small" onClick={() => onTexts(texts.filter((_, at) => at !== index))}>
                {text('remove-text')}
              </Button>
            )}
          </div>
          {way === 'email' && (
            <Field label={text('subject')} error={problemAt(error, `texts.${index}.subject`)} required>
              <Input
                lang={said.language}
                value={said.subject}
                maxLength={300}
                onChange={(event) => change(index, { subject: event.target.value })}
              />
            </Field>
          )}
          <Field label={text('text')} error={problemAt(error, `texts.${index}.text`)} required>
            <Textarea
              lang={said.language}
              value={said.text}
              maxLength={10_000}
              rows={5}
              onChange={(event) => change(index, { text: event.target.value })}
            />
          </Field>
        </div>
      ))}
      {next && (
        <Button
          icon={Plus}
          className="self-start"
          onClick={() => onTexts([...texts, { language: next, subject: '', text: '' }])}
        >
          {text('add-text')}
        </Button>
      )}
    </fieldset>
  )
}
