import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileUp, Package } from 'lucide-react'
import type { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { storesQuery } from '../../parts/desk.ts'
import { ListRows } from '../../parts/ListRows.tsx'
import type { OrderSummary } from '../../parts/orders/orders.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Field } from '../../ui/Field.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import { OrderRow } from './OrderRow.tsx'
import type { OrderSearch } from './search.ts'

interface OrderListProps {
  readonly search: OrderSearch
  readonly list: ReturnType<typeof usePages<OrderSummary>>
  readonly openId: string | undefined
  readonly activeIndex: number
  readonly className: string
}

/** Row heights in px at the medium text size. */
const heights = { comfortable: 92, compact: 82 } as const
const all = 'all'

/** Search and store above, then one virtual list however long it is. */
export function OrderList({ search, list, openId, activeIndex, className }: OrderListProps) {
  const text = useText('orders')
  const stores = useQuery({ ...storesQuery, enabled: useMay('stores.read') })
  const navigate = useNavigate()
  const narrow = (change: { q?: string | undefined; store?: string | undefined }): void => {
    const { q, store } = { ...search, ...change }
    void navigate({
      to: '/orders/{-$order}',
      params: (before) => before,
      search: { ...(q && { q }), ...(store && { store }) },
      replace: true,
    })
  }
  return (
    <section
      aria-label={text('orders')}
      className={classes('flex min-h-0 flex-col border-r border-line bg-surface', className)}
    >
      <header className="flex shrink-0 flex-col gap-2 border-b border-line p-3">
        <SearchField id="order-search" label={text('search')} value={search.q ?? ''} onSearch={(q) => narrow({ q })} />
        {(stores.data?.length ?? 0) > 1 && (
          <Field label={text('filter-store')} hideLabel>
            <Select
              value={search.store ?? all}
              options={[
                { value: all, label: text('all-stores') },
                ...(stores.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onValue={(store) => narrow({ store: store === all ? undefined : store })}
            />
          </Field>
        )}
      </header>
      <ListRows
        label={text('orders')}
        list={list}
        heights={heights}
        lines={3}
        activeIndex={activeIndex}
        empty={<NothingHere search={search} onAll={() => narrow({ q: undefined, store: undefined })} />}
      >
        {(order) => <OrderRow order={order} search={search} open={order.id === openId} />}
      </ListRows>
    </section>
  )
}

function NothingHere({ search, onAll }: { readonly search: OrderSearch; readonly onAll: () => void }) {
  const text = useText('orders')
  const mayImport = useMay('imports.read')
  if (search.q || search.store)
    return (
      <EmptyState
        icon={Package}
        title={search.q ? text('none-found', { words: search.q }) : text('none-found-store')}
        actions={<Button onClick={onAll}>{text('clear-filters')}</Button>}
      >
        {search.q && text('none-found-detail')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Package}
      title={text('no-orders')}
      actions={
        mayImport && (
          <Link
            to="/settings/{-$page}/{-$item}"
            params={{ page: 'imports', item: undefined }}
            className="inline-flex h-9 items-center gap-2 rounded-lg bg-accent px-3.5 font-semibold text-on-accent hover:bg-accent-hover pointer-coarse:min-h-11"
          >
            <FileUp aria-hidden className="size-4" />
            {text('to-imports')}
          </Link>
        )
      }
    >
      {text('no-orders-detail')}
    </EmptyState>
  )
}
