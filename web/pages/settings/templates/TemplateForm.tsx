import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Input, Textarea } from '../../../ui/Input.tsx'
import { Select } from '../../../ui/Select.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { problemAt } from '../problems.ts'
import { Ticks } from '../Ticks.tsx'
import { categories, kinds, marketplaceKinds, renewTemplates, stages, type Template } from './templates.ts'

interface TemplateFormProps {
  readonly template?: Template
  readonly onClose: () => void
  readonly onCreated: (id: string) => void
}

type Wanted = Schemas['NewTemplate']

const empty: Wanted = {
  key: '',
  title: { en: '', 'zh-CN': '' },
  purpose: { en: '', 'zh-CN': '' },
  kinds: [],
  topics: [],
  stage: 'answer',
  category: 'order',
  marketplaces: [...marketplaceKinds],
  proactive: false,
  attachment: null,
}

const attachments = ['none', 'label', 'invoice'] as const
const fields = ['key', 'title', 'purpose', 'kinds', 'topics', 'stage', 'category', 'marketplaces'] as const

/** What a template is for: titles, kinds, places. Its texts are written one language at a time. */
export function TemplateForm({ template, onClose, onCreated }: TemplateFormProps) {
  const text = useText('templates')
  const desk = useText('tickets')
  const places = useText('stores')
  const words = useText('ui')
  const form = useId()
  const [wanted, setWanted] = useState<Wanted>(() => (template ? wantedOf(template) : empty))
  const [topics, setTopics] = useState(() => (template?.topics ?? []).join(', '))
  const change = (part: Partial<Wanted>) => setWanted({ ...wanted, ...part })
  const save = useMutation({
    mutationFn: () => {
      const { key, ...rest } = { ...wanted, topics: topicsIn(topics) }
      return template
        ? answered(api.PATCH('/api/templates/{id}', { params: { path: { id: template.id } }, body: rest }))
        : answered(api.POST('/api/templates', { body: { key: key.trim(), ...rest } }))
    },
    onSuccess: async ({ id }) => {
      toast(text(template ? 'saved' : 'created'))
      await renewTemplates()
      if (template) onClose()
      else onCreated(id)
    },
  })
  const wrong = (field: (typeof fields)[number]) => problemAt(save.error, field)
  const keyTaken = isProblem(save.error, 'templates.key-taken') ? save.error.message : undefined
  const isWhole = wanted.key !== '' && wanted.title.en !== '' && wanted.title['zh-CN'] !== '' && wanted.kinds.length > 0
  return (
    <form
      id={form}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {!keyTaken && <FormProblem error={save.error} fields={fields} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={text('title-zh')} error={wrong('title')} required>
          <Input
            lang="zh"
            value={wanted.title['zh-CN']}
            maxLength={120}
            onChange={(event) => change({ title: { ...wanted.title, 'zh-CN': event.target.value } })}
          />
        </Field>
        <Field label={text('title-en')} required>
          <Input
            lang="en"
            value={wanted.title.en}
            maxLength={120}
            onChange={(event) => change({ title: { ...wanted.title, en: event.target.value } })}
          />
        </Field>
        <Field label={text('purpose-zh')} error={wrong('purpose')} required>
          <Textarea
            lang="zh"
            value={wanted.purpose['zh-CN']}
            maxLength={400}
            onChange={(event) => change({ purpose: { ...wanted.purpose, 'zh-CN': event.target.value } })}
          />
        </Field>
        <Field label={text('purpose-en')} required>
          <Textarea
            lang="en"
            value={wanted.purpose.en}
            maxLength={400}
            onChange={(event) => change({ purpose: { ...wanted.purpose, en: event.target.value } })}
          />
        </Field>
        {!template && (
          <Field label={text('key')} help={text('key-help')} error={keyTaken ?? wrong('key')} required>
            <Input
              className="font-mono"
              spellCheck={false}
              value={wanted.key}
              maxLength={60}
              onChange={(event) => change({ key: event.target.value })}
            />
          </Field>
        )}
        <Field label={text('topics')} help={text('topics-help')} error={wrong('topics')} optional>
          <Input spellCheck={false} value={topics} onChange={(event) => setTopics(event.target.value)} />
        </Field>
        <Field label={text('category')}>
          <Select
            value={wanted.category}
            options={categories.map((value) => ({ value, label: text(`category.${value}`) }))}
            onValue={(category) => change({ category })}
          />
        </Field>
        <Field label={text('stage')}>
          <Select
            value={wanted.stage}
            options={stages.map((value) => ({ value, label: text(`stage.${value}`) }))}
            onValue={(stage) => change({ stage })}
          />
        </Field>
        <Field label={text('attachment')}>
          <Select
            value={wanted.attachment ?? 'none'}
            options={attachments.map((value) => ({ value, label: text(`attachment-${value}`) }))}
            onValue={(value) => change({ attachment: value === 'none' ? null : value })}
          />
        </Field>
      </div>
      <Ticks
        label={text('kinds')}
        error={wrong('kinds')}
        options={kinds.map((value) => ({ value, label: desk(`kind.${value}`) }))}
        values={wanted.kinds}
        onValues={(chosen) => change({ kinds: chosen })}
      />
      <Ticks
        label={text('marketplaces')}
        error={wrong('marketplaces')}
        options={marketplaceKinds.map((value) => ({ value, label: places(`kind-${value}`) }))}
        values={wanted.marketplaces}
        onValues={(chosen) => change({ marketplaces: chosen })}
      />
      <Checkbox
        label={text('proactive')}
        help={text('proactive-help')}
        checked={wanted.proactive ?? false}
        onChecked={(proactive) => change({ proactive })}
      />
      <FormActions>
        <Button onClick={onClose}>{words('cancel')}</Button>
        <Button type="submit" form={form} tone="primary" pending={save.isPending} disabled={!isWhole}>
          {template ? words('save') : text('add')}
        </Button>
      </FormActions>
    </form>
  )
}

const topicsIn = (written: string): string[] => [
  ...new Set(
    written
      .toLowerCase()
      .split(/[\s,，、]+/)
      .filter((topic) => topic !== ''),
  ),
]

function wantedOf(template: Template): Wanted {
  const { key, title, purpose, kinds, topics, stage, category, marketplaces, proactive, attachment } = template
  return { key, title, purpose, kinds, topics, stage, category, marketplaces, proactive, attachment }
}
