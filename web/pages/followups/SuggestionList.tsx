import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Lightbulb } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { PlaceTabs } from './PlaceTabs.tsx'

const from = '/app/followups/{-$followUp}'

/** What customers suggested, newest first; found by words, and taken along as CSV. */
export function SuggestionList() {
  const text = useText('followups')
  const navigate = useNavigate()
  const { q = '' } = useSearch({ from })
  const asked = q ? { search: q } : {}
  const list = usePages(['suggestions', q], (after) =>
    answered(api.GET('/api/suggestions', { params: { query: { limit: 50, ...asked, ...after } } })),
  )
  useCommands({ 'search.focus': () => document.getElementById('suggestion-search')?.focus() })
  return (
    <div className="min-w-0 flex-1 overflow-y-auto">
      <h1 className="sr-only">{text('suggestions')}</h1>
      <PlaceTabs place="suggestions" className="flex flex-col px-5 pt-1 max-md:px-3">
        <div className="flex flex-col gap-3.5 py-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <SearchField
              id="suggestion-search"
              label={text('search-suggestions')}
              value={q}
              onSearch={(words) =>
                void navigate({
                  to: '/followups/{-$followUp}',
                  params: { followUp: undefined },
                  search: { view: 'suggestions', ...(words && { q: words }) },
                  replace: true,
                })
              }
            />
            <a
              href={`/api/suggestions/export${q ? `?${new URLSearchParams(asked)}` : ''}`}
              download
              className="inline-flex min-h-6 items-center gap-1.5 text-accent-ink underline pointer-coarse:min-h-11"
            >
              <Download aria-hidden className="size-4" />
              {text('export')}
            </a>
          </div>
          {list.error && !list.rows ? (
            <ErrorState error={list.error} onRetry={list.retry} />
          ) : (
            <Table
              label={text('suggestions')}
              rows={list.rows}
              more={list.more}
              rowKey={({ id }) => id}
              empty={
                <EmptyState icon={Lightbulb} title={q ? text('none-found', { words: q }) : text('no-suggestions')}>
                  {text(q ? 'none-found-detail' : 'no-suggestions-detail')}
                </EmptyState>
              }
              columns={[
                {
                  name: 'suggestion',
                  title: text('suggestion'),
                  cell: (row) => (
                    <Link
                      to="/followups/{-$followUp}"
                      params={{ followUp: row.followUpId }}
                      search={{ view: 'done' }}
                      className="inline-flex min-h-6 items-center whitespace-normal underline-offset-2 [overflow-wrap:anywhere] hover:underline pointer-coarse:min-h-11"
                    >
                      {row.text}
                    </Link>
                  ),
                },
                { name: 'customer', title: text('customer'), cell: (row) => row.customerName || text('no-name') },
                { name: 'when', title: text('when'), cell: (row) => <Time at={row.madeAt} />, wideOnly: true },
              ]}
            />
          )}
        </div>
      </PlaceTabs>
    </div>
  )
}
