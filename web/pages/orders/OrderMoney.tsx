import { Coins } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { moneyOf, type Sum } from '../../parts/orders/figures.ts'
import type { Order } from '../../parts/orders/orders.ts'
import { Card, Facts } from '../../ui/Card.tsx'
import { MoneyEntries } from './MoneyEntries.tsx'
import { MoneyInOwn } from './MoneyInOwn.tsx'

/** What came in and what went out again; amounts of several currencies stand beside each other and are never added up. */
export function OrderMoney({ order }: { readonly order: Order }) {
  const text = useText('orders')
  const formats = useFormats()
  const { paid, booked, refunded, labelCost, goods } = moneyOf(order)
  const said = (sums: readonly Sum[]): string =>
    sums.map(({ amount, currency }) => formats.money(amount, currency)).join(' + ')
  const due = order.status === 'pending' || order.status === 'cancelled'
  const missing = goods.missing > 0 && text('costs-missing', { count: goods.missing })
  // Once a settlement tells of the order its refunds are those that were made; the returns report only names some.
  const ofSettlement = booked
    ? [
        { name: text('charged'), value: said(booked('charged')) },
        { name: text('refunded'), value: said(booked('refunded')) || text('none-known') },
        { name: text('fees'), value: said(booked('fees')) },
        { name: text('reimbursed'), value: said(booked('reimbursed')) },
        { name: text('other-money'), value: said(booked('other')) },
        { name: text('net'), value: <strong className="font-semibold">{said(booked('net'))}</strong> },
        // Below the sum and without a sign, for it is no part of it.
        { name: text('refunds-asked'), value: said(unsigned(booked('refundsAsked'))) },
      ].filter(({ value }) => value !== '')
    : [{ name: text('refunded'), value: said(refunded) || text('none-known') }]
  return (
    <Card title={text('money')} icon={Coins}>
      <Facts
        rows={[
          { name: text(due ? 'order-total' : 'paid'), value: said(paid) },
          ...ofSettlement,
          { name: text('label-cost'), value: said(labelCost) || text('none-known') },
          {
            name: text('goods-cost'),
            value: (
              <>
                {said(goods.known)}
                {missing && <span className="block text-warn-ink">{missing}</span>}
              </>
            ),
          },
        ]}
      />
      <MoneyInOwn order={order} />
      {booked ? (
        <MoneyEntries orderId={order.id} />
      ) : (
        <p className="mt-2 text-sm text-muted">{text('no-settlement')}</p>
      )}
    </Card>
  )
}

const unsigned = (sums: readonly Sum[]): Sum[] =>
  sums.map(({ currency, amount }) => ({ currency, amount: Math.abs(amount) }))
