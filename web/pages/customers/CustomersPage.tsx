import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CustomerList } from './CustomerList.tsx'
import { CustomerView } from './CustomerView.tsx'

const from = '/app/customers/{-$customer}'
const to = '/customers/{-$customer}'

/** The customers, newest first, and the opened one beside them; on a phone one or the other. */
export function CustomersPage() {
  return useMay('customers.read') ? <Customers /> : <Forbidden permission="customers.read" />
}

function Customers() {
  const { customer: openId } = useParams({ from })
  const search = useSearch({ from })
  const text = useText('customers')
  const navigate = useNavigate()
  const [current, setCurrent] = useState(openId)
  if (openId !== undefined && openId !== current) setCurrent(openId)
  useTitle(text('customers'))
  const list = usePages(['customers', search], (after) =>
    answered(
      api.GET('/api/customers', {
        params: {
          query: { limit: 50, ...(search.q && { search: search.q }), ...(search.vip && { vip: true }), ...after },
        },
      }),
    ),
  )
  const rows = list.rows ?? []
  // One goes on from the customer who is open or was last; when they are no longer in the list, from the top.
  const at = rows.findIndex(({ id }) => id === (openId ?? current))
  const open = (customer: string | undefined, replace = false): void =>
    void navigate({ to, params: { customer }, search, replace })
  const move = (by: number): void => {
    const next = rows[at < 0 ? 0 : at + by]
    if (next) open(next.id, openId !== undefined)
  }
  useCommands({
    'list.next': rows.length > 0 ? () => move(1) : undefined,
    'list.previous': rows.length > 0 ? () => move(-1) : undefined,
    'list.open': openId === undefined && rows.length > 0 ? () => open(rows[Math.max(at, 0)]?.id) : undefined,
    'nav.back': openId === undefined ? undefined : () => open(undefined),
    'search.focus': () => document.getElementById('customer-search')?.focus(),
  })
  return (
    <div className="flex min-h-0 flex-1">
      <h1 className="sr-only">{text('customers')}</h1>
      <CustomerList
        search={search}
        list={list}
        openId={openId}
        activeIndex={at}
        className={classes('w-96 shrink-0 max-md:w-full md:max-lg:w-80', openId !== undefined && 'max-md:hidden')}
      />
      {openId === undefined ? (
        <div className="flex min-w-0 flex-1 flex-col justify-center max-md:hidden">
          {rows.length > 0 && (
            <EmptyState icon={Users} title={text('choose-one')}>
              {text('choose-one-detail')}
            </EmptyState>
          )}
        </div>
      ) : (
        <CustomerView key={openId} id={openId} search={search} />
      )}
    </div>
  )
}
