import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'

interface FindOtherProps {
  readonly exceptId: string
  readonly onFound: (id: string) => void
}

/** Finds another customer by the beginnings of name or address; before one types, the newest stand there. */
export function FindOther({ exceptId, onFound }: FindOtherProps) {
  const text = useText('merging')
  const customers = useText('customers')
  const [words, setWords] = useState('')
  const query = useQuery({
    queryKey: ['customers', 'to-merge', words],
    queryFn: () =>
      answered(api.GET('/api/customers', { params: { query: { limit: 10, ...(words && { search: words }) } } })),
    placeholderData: (before) => before,
  })
  const found = query.data?.items.filter(({ id }) => id !== exceptId)
  return (
    <div className="flex min-h-64 flex-col gap-3">
      <SearchField label={text('search')} value={words} onSearch={setWords} />
      {query.error && !found && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {found?.length === 0 && <p className="text-sm text-muted">{text('none-found', { words })}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {found?.map((customer) => (
          <li key={customer.id}>
            <button
              type="button"
              className="flex min-h-11 w-full flex-col items-start justify-center rounded-lg px-2 py-1.5 text-left hover:bg-hover"
              onClick={() => onFound(customer.id)}
            >
              <span className="max-w-full truncate font-medium">{customer.name || customers('no-name')}</span>
              <span className="max-w-full truncate text-sm text-muted">
                {customer.contacts[0]?.address ?? customers('no-contact')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
