import { Download, ScrollText, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../../api/client.ts'
import { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { Table } from '../../../ui/Table.tsx'
import { EntryDialog } from './EntryDialog.tsx'
import { asQuery, type Entry, everything, exportAddress, type Filter, isNarrow } from './entries.ts'
import { FilterBar } from './FilterBar.tsx'
import { VerifyResult } from './VerifyResult.tsx'
import { useVerification } from './verification.ts'
import { useEntryWords } from './words.ts'

/** Who did or read what, newest first; it can be narrowed, exported and verified. */
export function AuditPage() {
  const text = useText('audit')
  const title = useText('settings')('audit')
  const { member } = useSession()
  const formats = useFormats(member.zone)
  const { actionOf, actorOf, subjectOf } = useEntryWords()
  const [filter, setFilter] = useState<Filter>(everything)
  const [shown, setShown] = useState<Entry>()
  const list = usePages(['audit', asQuery(filter)], (after) =>
    answered(api.GET('/api/audit-entries', { params: { query: { limit: 50, ...asQuery(filter), ...after } } })),
  )
  const { newest, ask } = useVerification()
  return (
    <>
      <PageHeader
        title={title}
        description={text('detail')}
        actions={
          <>
            <a
              href={exportAddress(filter)}
              download="audit.csv"
              className="inline-flex h-9 items-center justify-center gap-2 rounded-lg border border-line bg-surface px-3.5 whitespace-nowrap shadow-card hover:bg-hover compact:h-8 pointer-coarse:min-h-11"
            >
              <Download aria-hidden className="size-4" />
              {text('export')}
            </a>
            <Button
              icon={ShieldCheck}
              pending={ask.isPending || newest?.state === 'running'}
              onClick={() => ask.mutate()}
            >
              {text('verify')}
            </Button>
          </>
        }
      />
      {ask.error && <Banner tone="danger">{ask.error.message}</Banner>}
      {newest && <VerifyResult found={newest} />}
      <FilterBar filter={filter} onFilter={setFilter} />
      {list.error ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <Table
          label={title}
          rows={list.rows}
          more={list.more}
          rowKey={(entry) => String(entry.sequence)}
          columns={[
            {
              name: 'time',
              title: text('time'),
              cell: (entry) => <time dateTime={entry.at}>{formats.full(new Date(entry.at))}</time>,
              width: 'md:whitespace-nowrap',
            },
            { name: 'who', title: text('who'), cell: actorOf, wideOnly: true },
            {
              name: 'what',
              title: text('what'),
              cell: (entry) => (
                <div className="flex flex-col items-start gap-0.5">
                  <button
                    type="button"
                    className="min-h-6 rounded text-left font-medium text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11"
                    onClick={() => setShown(entry)}
                  >
                    {actionOf(entry)}
                  </button>
                  <span className="text-sm text-muted md:hidden">{actorOf(entry)}</span>
                  <span className="text-sm break-all text-muted md:hidden">{subjectOf(entry)}</span>
                </div>
              ),
            },
            {
              name: 'subject',
              title: text('subject'),
              cell: (entry) => <span className="break-all">{subjectOf(entry)}</span>,
              wideOnly: true,
            },
            {
              name: 'changes',
              title: <span className="sr-only">{text('show')}</span>,
              align: 'end',
              wideOnly: true,
              cell: ({ changes }) => changes.length > 0 && <Badge>{text('changes', { count: changes.length })}</Badge>,
            },
          ]}
          empty={
            <EmptyState icon={ScrollText} title={text(isNarrow(filter) ? 'none-found' : 'empty')}>
              {text(isNarrow(filter) ? 'none-found-detail' : 'empty-detail')}
            </EmptyState>
          }
        />
      )}
      {shown && <EntryDialog entry={shown} onFilter={setFilter} onClose={() => setShown(undefined)} />}
    </>
  )
}
