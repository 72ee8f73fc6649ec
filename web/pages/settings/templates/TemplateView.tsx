import { useMutation, useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, FileText, Pencil } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { NotFound } from '../../../shell/Standstill.tsx'
import { useMay } from '../../../shell/session.ts'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { BackLink } from '../BackLink.tsx'
import { LanguageText } from './LanguageText.tsx'
import { TemplateDialog } from './TemplateDialog.tsx'
import { TemplateFacts } from './TemplateFacts.tsx'
import {
  type LetterLanguage,
  letterLanguages,
  renewTemplates,
  type TemplateDetail,
  templateQuery,
} from './templates.ts'

/** One letter: what it is for, and its text in each language. */
export function TemplateView({ id }: { readonly id: string }) {
  const text = useText('templates')
  const screen = useLanguage()
  const template = useQuery(templateQuery(id))
  if (template.isPending) return <SkeletonLines lines={10} />
  if (isProblem(template.error, 'templates.not-found')) return <NotFound />
  if (template.isError) return <ErrorState error={template.error} onRetry={() => void template.refetch()} />
  const { data } = template
  return (
    <>
      <BackLink page="templates" label={text('all-templates')} />
      <PageHeader
        title={data.title[screen]}
        description={data.purpose[screen]}
        actions={<TemplateActions template={data} />}
      />
      {data.retiredAt && <Banner tone="warn">{text('retired-note')}</Banner>}
      <TemplateFacts template={data} />
      <TemplateLanguages template={data} />
    </>
  )
}

function TemplateActions({ template }: { readonly template: TemplateDetail }) {
  const text = useText('templates')
  const screen = useLanguage()
  const mayWrite = useMay('templates.write')
  const mayPublish = useMay('templates.publish')
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const path = { params: { path: { id: template.id } } }
  const move = useMutation({
    mutationFn: () =>
      template.retiredAt
        ? answered(api.POST('/api/templates/{id}/restore', path))
        : answered(api.POST('/api/templates/{id}/retire', path)),
    onSuccess: ({ retiredAt }) => {
      setAsking(false)
      toast(text(retiredAt ? 'retired' : 'restored'))
      return renewTemplates()
    },
  })
  return (
    <>
      {mayWrite && !template.retiredAt && (
        <Button icon={Pencil} onClick={() => setEditing(true)}>
          {text('edit-details')}
        </Button>
      )}
      {mayPublish &&
        (template.retiredAt ? (
          <Button icon={ArchiveRestore} pending={move.isPending} onClick={() => move.mutate()}>
            {text('restore')}
          </Button>
        ) : (
          <Button icon={Archive} tone="ghost" onClick={() => setAsking(true)}>
            {text('retire')}
          </Button>
        ))}
      {editing && <TemplateDialog template={template} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        open={asking}
        onOpen={setAsking}
        title={text('retire-title', { title: template.title[screen] })}
        action={text('retire')}
        pending={move.isPending}
        error={move.error?.message}
        onConfirm={() => move.mutate()}
      >
        {text('retire-detail')}
      </ConfirmDialog>
    </>
  )
}

function TemplateLanguages({ template }: { readonly template: TemplateDetail }) {
  const text = useText('templates')
  const formats = useFormats()
  const mayWrite = useMay('templates.write') && !template.retiredAt
  const written = template.languages.map(({ language }) => language)
  const [added, setAdded] = useState<LetterLanguage>()
  const [chosen, setChosen] = useState<LetterLanguage>()
  const tabs = added && !written.includes(added) ? [...written, added] : written
  const shown = (chosen && tabs.includes(chosen) ? chosen : undefined) ?? tabs.find((tab) => tab === 'en') ?? tabs[0]
  const rest = letterLanguages.filter((language) => !tabs.includes(language))
  const add = mayWrite && rest.length > 0 && (
    <Select
      aria-label={text('add-language')}
      className="w-44"
      value=""
      placeholder={text('add-language')}
      options={rest.map((value) => ({ value, label: formats.languageName(value) }))}
      onValue={(language) => {
        setAdded(language)
        setChosen(language)
      }}
    />
  )
  if (!shown) {
    return (
      <EmptyState icon={FileText} title={text('no-texts')} actions={add}>
        {text('no-texts-detail')}
      </EmptyState>
    )
  }
  return (
    <Tabs
      label={text('language-of-letter')}
      value={shown}
      tabs={tabs.map((value) => ({ value, label: formats.languageName(value) }))}
      onValue={setChosen}
      aside={add}
    >
      <LanguageText key={shown} template={template} language={shown} />
    </Tabs>
  )
}
