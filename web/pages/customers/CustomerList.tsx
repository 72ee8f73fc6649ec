import { useNavigate } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import type { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { usePreferences } from '../../preferences.ts'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { VirtualList } from '../../ui/VirtualList.tsx'
import { CustomerRow } from './CustomerRow.tsx'
import type { CustomerSearch } from './search.ts'

interface CustomerListProps {
  readonly search: CustomerSearch
  readonly list: ReturnType<typeof usePages<Customer>>
  readonly openId: string | undefined
  readonly activeIndex: number
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 68, compact: 60 } as const
const factors = { small: 0.9375, medium: 1, large: 1.125, larger: 1.25 } as const

/** Search and "important only" above, then one virtual list however long it is. */
export function CustomerList({ search, list, openId, activeIndex, className }: CustomerListProps) {
  const text = useText('customers')
  const { density, textSize } = usePreferences()
  const navigate = useNavigate()
  const narrow = (change: { q?: string | undefined; vip?: true | undefined }): void => {
    const { q, vip } = { ...search, ...change }
    void navigate({
      to: '/customers/{-$customer}',
      params: (before) => before,
      search: { ...(q && { q }), ...(vip && { vip }) },
      replace: true,
    })
  }
  const rowHeight = Math.round(heights[density] * factors[textSize])
  const { rows, error, retry, more } = list
  const isNarrowed = Boolean(search.q ?? search.vip)
  return (
    <section
      aria-label={text('customers')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <header className="flex shrink-0 flex-col gap-2 border-b border-line p-3">
        <SearchField
          id="customer-search"
          label={text('search')}
          value={search.q ?? ''}
          onSearch={(q) => narrow({ q })}
        />
        <Switch
          checked={search.vip === true}
          onChecked={(checked) => narrow({ vip: checked ? true : undefined })}
          label={text('important-only')}
        />
      </header>
      {error && !rows && <ErrorState error={error} onRetry={retry} />}
      {!error && !rows && <SkeletonRows rowHeight={rowHeight} lines={2} />}
      {rows?.length === 0 && (
        <EmptyState
          icon={Users}
          title={
            isNarrowed
              ? search.q
                ? text('none-found', { words: search.q })
                : text('none-important')
              : text('no-customers')
          }
          actions={
            isNarrowed && (
              <Button onClick={() => narrow({ q: undefined, vip: undefined })}>{text('clear-filters')}</Button>
            )
          }
        >
          {text(isNarrowed ? (search.q ? 'none-found-detail' : 'none-important-detail') : 'no-customers-detail')}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <VirtualList
          label={text('customers')}
          items={rows}
          itemKey={({ id }) => id}
          rowHeight={rowHeight}
          total={more.has ? -1 : rows.length}
          activeIndex={activeIndex}
          onEnd={more.has && !more.pending ? more.load : undefined}
          className="flex-1"
        >
          {(customer) => <CustomerRow customer={customer} search={search} open={customer.id === openId} />}
        </VirtualList>
      )}
    </section>
  )
}
