import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { LetterBeside } from './LetterBeside.tsx'
import { LetterText } from './LetterText.tsx'
import { TextEditor } from './TextEditor.tsx'
import { TextHistory } from './TextHistory.tsx'
import type { LetterLanguage, TemplateDetail } from './templates.ts'
import { toneOf } from './tones.ts'

interface LanguageTextProps {
  readonly template: TemplateDetail
  readonly language: LetterLanguage
}

/** One language of a letter: what is in use, read beside its meaning, or the draft being written. */
export function LanguageText({ template, language }: LanguageTextProps) {
  const text = useText('templates')
  const formats = useFormats()
  const mayWrite = useMay('templates.write') && !template.retiredAt
  const mine = template.texts.filter((each) => each.language === language)
  const published = mine.find(({ status }) => status === 'published')
  const open = mine.find(({ status }) => status === 'draft' || status === 'review')
  const [writing, setWriting] = useState(false)
  const [round, setRound] = useState(0)
  const editing = mayWrite && (open !== undefined || writing || !published)
  const shown = open ?? published
  return (
    <section className="flex flex-col gap-4 pt-4">
      <h2 className="sr-only">{formats.languageName(language)}</h2>
      <header className="flex flex-wrap items-center gap-2">
        {shown ? (
          <>
            <Badge tone={toneOf[shown.status]}>{text(`text.${shown.status}`)}</Badge>
            <span className="text-muted">{text('version', { number: shown.number })}</span>
          </>
        ) : (
          <span className="text-muted">{text('not-published-yet')}</span>
        )}
        <span className="ml-auto flex gap-2">
          {shown && <TextHistory templateId={template.id} language={language} />}
          {mayWrite && !editing && (
            <Button icon={Pencil} onClick={() => setWriting(true)}>
              {text('edit')}
            </Button>
          )}
        </span>
      </header>
      {editing ? (
        <TextEditor
          key={round}
          template={template}
          language={language}
          open={open}
          published={published}
          onClosed={() => {
            setWriting(false)
            setRound(round + 1)
          }}
        />
      ) : (
        published && (
          <div className="grid gap-4 lg:grid-cols-2">
            <LetterText label={text('letter')} language={language} subject={published.subject} body={published.body} />
            <LetterBeside template={template} text={published} />
          </div>
        )
      )}
    </section>
  )
}
