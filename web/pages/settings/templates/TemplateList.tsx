import { useQuery } from '@tanstack/react-query'
import { MailPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useFormats } from '../../../i18n/formats.ts'
import { useLanguage, useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Table } from '../../../ui/Table.tsx'
import { useSettingsAddress } from '../address.ts'
import { found } from '../found.ts'
import { ItemLink } from '../ItemLink.tsx'
import { CategoryTree } from './CategoryTree.tsx'
import { LanguageMarks } from './LanguageMarks.tsx'
import {
  type Category,
  categories,
  isNew,
  type State,
  settledShare,
  stateOf,
  states,
  type Template,
  templatesQuery,
} from './templates.ts'

/** Every letter, by group; searched by title, key and purpose in both languages. */
export function TemplateList() {
  const text = useText('templates')
  const language = useLanguage()
  const formats = useFormats()
  const mayWrite = useMay('templates.write')
  const { q, open, search } = useSettingsAddress('templates')
  const [category, setCategory] = useState<Category | 'all'>('all')
  const [state, setState] = useState<State>('all')
  const templates = useQuery(templatesQuery)
  const matching = templates.data?.filter(
    (template) =>
      isIn(state, template) &&
      found(q, [
        template.key,
        ...Object.values(template.title),
        ...Object.values(template.purpose),
        ...template.topics,
      ]),
  )
  const shown = matching
    ?.filter((template) => category === 'all' || template.category === category)
    .sort((one, other) => categories.indexOf(one.category) - categories.indexOf(other.category))
  const brought = templates.data?.filter((template) => isNew(template, Date.now())).length ?? 0
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add')}
    </Button>
  )
  if (templates.isError) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
  const title = (template: Template) => (
    <span className="flex min-w-0 flex-col py-0.5">
      <ItemLink page="templates" item={template.id} label={template.title[language]} />
      <span className="flex min-w-0 items-center gap-2">
        <code className="font-mono text-xs text-muted">{template.key}</code>
        {isNew(template, Date.now()) && <Badge tone="info">{text('new')}</Badge>}
      </span>
    </span>
  )
  const settled = (template: Template) => {
    const share = settledShare(template)
    return share === null ? '—' : formats.percent(share)
  }
  return (
    <>
      {brought > 0 && state !== 'new' && (
        <Banner
          tone="info"
          title={text('brought', { count: brought })}
          actions={<Button onClick={() => setState('new')}>{text('show-brought')}</Button>}
        >
          {text('brought-detail')}
        </Banner>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={text('search-templates')} value={q} onSearch={search} />
        <Select
          aria-label={text('status')}
          className="w-40"
          value={state}
          options={states.map((value) => ({ value, label: text(`status-${value}`) }))}
          onValue={setState}
        />
        <div className="ml-auto">{add}</div>
      </div>
      <div className="grid gap-4 md:grid-cols-[11rem_1fr]">
        <CategoryTree templates={matching ?? []} chosen={category} onChoose={setCategory} />
        <Table
          label={text('letters')}
          rows={shown}
          rowKey={(template) => template.id}
          columns={[
            { name: 'title', title: text('title'), cell: title },
            {
              name: 'languages',
              title: text('languages'),
              cell: (row) => <LanguageMarks languages={row.languages} />,
              wideOnly: true,
            },
            {
              name: 'uses',
              title: text('uses'),
              align: 'end',
              width: 'w-16',
              cell: (row) => <span className="tabular-nums">{formats.number(row.figures.uses)}</span>,
            },
            {
              name: 'settled',
              title: <abbr title={text('settled-help')}>{text('settled')}</abbr>,
              align: 'end',
              width: 'w-20',
              cell: (row) => <span className="tabular-nums">{settled(row)}</span>,
              wideOnly: true,
            },
          ]}
          empty={
            templates.data?.length === 0 ? (
              <EmptyState icon={MailPlus} title={text('none-yet')} actions={add}>
                {text('none-yet-detail')}
              </EmptyState>
            ) : (
              <EmptyState icon={MailPlus} title={text('none-found')} />
            )
          }
        />
      </div>
    </>
  )
}

/** Whether a letter is among those of a state; the retired ones are shown where they are asked for alone. */
function isIn(state: State, template: Template): boolean {
  if (state === 'new') return isNew(template, Date.now())
  return state === 'all' ? !template.retiredAt : stateOf(template) === state
}
