import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Package } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { ListBeside, useListKeys } from '../../parts/ListBeside.tsx'
import { Forbidden } from '../../shell/Standstill.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { OrderList } from './OrderList.tsx'
import { OrderView } from './OrderView.tsx'

const from = '/app/orders/{-$order}'
const to = '/orders/{-$order}'

/** The orders, newest first, and the opened one beside them; on a phone one or the other. */
export function OrdersPage() {
  return useMay('orders.read') ? <Orders /> : <Forbidden permission="orders.read" />
}

function Orders() {
  const { order: openId } = useParams({ from })
  const search = useSearch({ from })
  const text = useText('orders')
  const navigate = useNavigate()
  useTitle(text('orders'))
  const list = usePages(['orders', search], (after) =>
    answered(
      api.GET('/api/orders', {
        params: {
          query: {
            limit: 50,
            ...(search.q && { search: search.q }),
            ...(search.store && { storeId: search.store }),
            ...after,
          },
        },
      }),
    ),
  )
  const rows = list.rows ?? []
  const open = (order: string | undefined, replace = false): void =>
    void navigate({ to, params: { order }, search, replace })
  const activeIndex = useListKeys({ rows, openId, open, searchId: 'order-search' })
  return (
    <ListBeside
      title={text('orders')}
      list={(className) => (
        <OrderList search={search} list={list} openId={openId} activeIndex={activeIndex} className={className} />
      )}
      hint={
        rows.length > 0 ? { icon: Package, title: text('choose-one'), detail: text('choose-one-detail') } : undefined
      }
    >
      {openId === undefined ? undefined : <OrderView key={openId} id={openId} search={search} />}
    </ListBeside>
  )
}
