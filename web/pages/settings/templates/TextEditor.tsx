import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { queries } from '../../../api/queries.ts'
import { useText } from '../../../i18n/text.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { DraftActions } from './DraftActions.tsx'
import { DraftSide } from './DraftSide.tsx'
import {
  type LetterLanguage,
  renewTemplates,
  type TemplateDetail,
  type TemplateText,
  templateQuery,
  type WrittenText,
} from './templates.ts'

interface TextEditorProps {
  readonly template: TemplateDetail
  readonly language: LetterLanguage
  readonly open: TemplateText | undefined
  readonly published: TemplateText | undefined
  /** There is no draft any more: published, discarded, or never saved. */
  readonly onClosed: () => void
}

type FieldName = keyof WrittenText

const writtenOf = (text: TemplateText | undefined): WrittenText => ({
  subject: text?.subject ?? '',
  body: text?.body ?? '',
  meaning: text?.meaning ?? '',
})

/** Writes one language of a letter: the text, its sense in Chinese, and beside them how it will look. */
export function TextEditor({ template, language, open, published, onClosed }: TextEditorProps) {
  const text = useText('templates')
  const form = useId()
  const before = open ?? published
  const [written, setWritten] = useState<WrittenText>(() => writtenOf(before))
  const [note, setNote] = useState(open?.note ?? '')
  const [basedOn, setBasedOn] = useState(before?.number ?? null)
  const fields = useRef<Partial<Record<FieldName, HTMLTextAreaElement | HTMLInputElement | null>>>({})
  const [focused, setFocused] = useState<FieldName>('body')
  const locked = open?.status === 'review'
  const changed = (['subject', 'body', 'meaning'] as const).some((name) => written[name] !== writtenOf(before)[name])
  const save = useMutation({
    mutationFn: () =>
      answered(
        api.PUT('/api/templates/{id}/texts/{language}', {
          params: { path: { id: template.id, language } },
          body: { ...written, subject: written.subject.trim() || null, note, basedOn },
        }),
      ),
    onSuccess: ({ text: saved }) => {
      setBasedOn(saved.number)
      toast(text('draft-saved'))
      return renewTemplates()
    },
  })
  const insert = (variable: string) => {
    const field = fields.current[focused]
    const [start, end] = [
      field?.selectionStart ?? written[focused].length,
      field?.selectionEnd ?? written[focused].length,
    ]
    setWritten({ ...written, [focused]: written[focused].slice(0, start) + variable + written[focused].slice(end) })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(start + variable.length, start + variable.length)
    })
  }
  /** After a conflict: goes on from the newest version, with its words or with the own ones. */
  const settle = async (keep: 'mine' | 'theirs') => {
    const newest = await queries.fetchQuery({ ...templateQuery(template.id), staleTime: 0 })
    const latest = newest.texts.filter((each) => each.language === language).at(-1)
    if (keep === 'theirs') setWritten(writtenOf(latest))
    setBasedOn(latest?.number ?? null)
    save.reset()
  }
  const control = (name: FieldName) => ({
    value: written[name],
    onChange: (event: { target: { value: string } }) => setWritten({ ...written, [name]: event.target.value }),
    onFocus: () => setFocused(name),
    ref: (field: HTMLTextAreaElement | HTMLInputElement | null) => {
      fields.current[name] = field
    },
  })
  const isStale = isProblem(save.error, 'templates.changed-meanwhile')
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <form
        id={form}
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {locked && <Banner tone="info">{text('in-review-note')}</Banner>}
        {isStale && (
          <Banner
            tone="warn"
            actions={
              <>
                <Button size="small" onClick={() => void settle('theirs')}>
                  {text('load-theirs')}
                </Button>
                <Button size="small" onClick={() => void settle('mine')}>
                  {text('keep-mine')}
                </Button>
              </>
            }
          >
            {text('changed-meanwhile')}
          </Banner>
        )}
        {save.error && !isStale && <Banner tone="danger" title={save.error.message} />}
        {!open && published && <p className="text-muted">{text('edit-help')}</p>}
        <fieldset disabled={locked} className="flex min-w-0 flex-col gap-4">
          <Field label={text('subject')} help={text('subject-help')} optional>
            <Input lang={language} maxLength={200} {...control('subject')} />
          </Field>
          <Field label={text('body')} required>
            <Textarea lang={language} className="min-h-72" maxLength={20_000} {...control('body')} />
          </Field>
          <Field label={text('meaning')} help={text('meaning-help')} required={language !== 'zh'}>
            <Textarea lang="zh" className="min-h-40" maxLength={20_000} {...control('meaning')} />
          </Field>
          <Field label={text('note')} optional>
            <Input maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </fieldset>
        <DraftActions
          form={form}
          templateId={template.id}
          language={language}
          open={open}
          changed={changed || !open}
          saving={save.isPending}
          isEmpty={written.body.trim() === ''}
          onClosed={onClosed}
        />
      </form>
      <DraftSide written={written} language={language} onInsert={locked ? undefined : insert} />
    </div>
  )
}
