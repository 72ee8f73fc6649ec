import { useNavigate } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import type { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import type { Customer } from '../../parts/customers.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Checkbox.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
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

/** Search and "important only" above, then one virtual list however long it is. */
export function CustomerList({ search, list, openId, activeIndex, className }: CustomerListProps) {
  const text = useText('customers')
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
      <ListRows
        label={text('customers')}
        list={list}
        heights={heights}
        lines={2}
        activeIndex={activeIndex}
        empty={
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
        }
      >
        {(customer) => <CustomerRow customer={customer} search={search} open={customer.id === openId} />}
      </ListRows>
    </section>
  )
}
