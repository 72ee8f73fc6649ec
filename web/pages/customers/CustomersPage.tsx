import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
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
  const { merge, ...search } = useSearch({ from })
  const text = useText('customers')
  const navigate = useNavigate()
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
  const open = (customer: string | undefined, replace = false): void =>
    void navigate({ to, params: { customer }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open, searchId: 'customer-search' })
  return (
    <ListBeside
      title={text('customers')}
      list={(className) => (
        <CustomerList search={search} list={list} openId={openId} activeIndex={activeIndex} className={className} />
      )}
      hint={rows.length > 0 ? { icon: Users, title: text('choose-one'), detail: text('choose-one-detail') } : undefined}
    >
      {openId === undefined ? undefined : <CustomerView key={openId} id={openId} search={search} mergeWith={merge} />}
    </ListBeside>
  )
}
