import { useMutation } from '@tanstack/react-query'
import { ListChecks, Plus } from 'lucide-react'
import { useState } from 'react'
import { answered, api, type Schemas } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { queries } from '../../../api/queries.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Table } from '../../../ui/Table.tsx'
import { toastError } from '../../../ui/Toast.tsx'
import { useSettingsAddress } from '../address.ts'
import { DeleteButton } from '../DeleteButton.tsx'
import { PhraseDialog } from './PhraseDialog.tsx'
import { type PhraseClass, phraseClasses } from './phrases.ts'
import { letterLanguages } from './templates.ts'

type Phrase = Schemas['Phrase']
const renew = () => queries.invalidateQueries({ queryKey: ['phrases'] })

/** The words that the check before sending looks for; each may be switched off. */
export function PhraseList() {
  const text = useText('templates')
  const places = useText('stores')
  const formats = useFormats()
  const mayWrite = useMay('templates.write')
  const { q, search } = useSettingsAddress('templates')
  const [of, setOf] = useState<PhraseClass | 'all'>('all')
  const [language, setLanguage] = useState('all')
  const [adding, setAdding] = useState(false)
  const narrow = {
    ...(q && { search: q }),
    ...(of !== 'all' && { class: of }),
    ...(language !== 'all' && { language }),
  }
  const phrases = usePages<Phrase>(['phrases', narrow], (after) =>
    answered(api.GET('/api/phrases', { params: { query: { limit: 50, ...narrow, ...after } } })),
  )
  const change = useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) =>
      answered(api.PATCH('/api/phrases/{id}', { params: { path: { id } }, body: { enabled } })),
    onSuccess: renew,
    onError: (error) => toastError(text('change-failed'), error),
  })
  const languageName = (code: string) => (code === '*' ? text('every-language') : formats.languageName(code))
  const add = mayWrite && (
    <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
      {text('add-phrase')}
    </Button>
  )
  const ending = (phrase: Phrase) =>
    mayWrite &&
    !phrase.shipped && (
      <DeleteButton
        label={text('delete')}
        title={text('delete-phrase-title', { pattern: phrase.pattern })}
        detail={text('delete-phrase-detail')}
        done={text('phrase-deleted')}
        remove={() => answered(api.DELETE('/api/phrases/{id}', { params: { path: { id: phrase.id } } }))}
        onDeleted={renew}
      />
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={text('search-phrases')} value={q} onSearch={search} />
        <Select
          aria-label={text('class')}
          className="w-52"
          value={of}
          options={[
            { value: 'all' as const, label: text('every-class') },
            ...phraseClasses.map((value) => ({ value, label: text(`class.${value}`) })),
          ]}
          onValue={setOf}
        />
        <Select
          aria-label={text('language')}
          className="w-40"
          value={language}
          options={[
            { value: 'all', label: text('every-language') },
            ...letterLanguages.map((value) => ({ value: value as string, label: formats.languageName(value) })),
          ]}
          onValue={setLanguage}
        />
        <div className="ml-auto">{add}</div>
      </div>
      {phrases.error ? (
        <ErrorState error={phrases.error} onRetry={phrases.retry} />
      ) : (
        <Table
          label={text('phrases')}
          rows={phrases.rows}
          rowKey={(phrase) => phrase.id}
          more={phrases.more}
          columns={[
            {
              name: 'on',
              title: text('on'),
              width: 'w-14',
              cell: (phrase) => (
                <Checkbox
                  aria-label={text('switch-on', { pattern: phrase.pattern })}
                  checked={phrase.enabled}
                  disabled={!mayWrite || change.isPending}
                  onChecked={(enabled) => change.mutate({ id: phrase.id, enabled })}
                />
              ),
            },
            {
              name: 'phrase',
              title: text('phrase'),
              cell: (phrase) => <code className="font-mono text-sm break-all">{phrase.pattern}</code>,
            },
            { name: 'class', title: text('class'), cell: (phrase) => text(`class.${phrase.class}`) },
            {
              name: 'language',
              title: text('language'),
              width: 'w-28',
              cell: (phrase) => languageName(phrase.language),
              wideOnly: true,
            },
            {
              name: 'marketplaces',
              title: text('holds-on'),
              cell: ({ marketplaces }) =>
                marketplaces.length === 0
                  ? text('everywhere')
                  : marketplaces.map((kind) => places(`kind-${kind}`)).join(' · '),
              wideOnly: true,
            },
            {
              name: 'delete',
              title: <span className="sr-only">{text('delete')}</span>,
              width: 'w-20',
              align: 'end',
              cell: ending,
            },
          ]}
          empty={<EmptyState icon={ListChecks} title={text('no-phrases')} />}
        />
      )}
      {adding && <PhraseDialog onClose={() => setAdding(false)} onAdded={renew} />}
    </>
  )
}
