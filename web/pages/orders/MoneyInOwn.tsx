import { useQuery } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import type { Order } from '../../parts/orders/orders.ts'
import { useSession } from '../../shell/session.ts'
import { Facts } from '../../ui/Card.tsx'

type Rate = Schemas['ConvertedMoney']['rates'][number]

/** What an order came to in the currency of the workspace, with each rate and its day; or which rate is missing. */
export function MoneyInOwn({ order }: { readonly order: Order }) {
  const { currency } = useSession().workspace
  const isOwn = order.currency === currency && order.money.every((money) => money.currency === currency)
  return isOwn ? null : <Converted order={order} currency={currency} />
}

function Converted({ order, currency }: { readonly order: Order; readonly currency: string }) {
  const text = useText('orders')
  const formats = useFormats()
  const { data } = useQuery({
    queryKey: ['order', order.id, 'money-in', currency],
    queryFn: () =>
      answered(api.GET('/api/orders/{id}/money-in', { params: { path: { id: order.id }, query: { currency } } })),
  })
  if (!data) return null
  const said = (amount: number): string => formats.money(amount, currency)
  const missing = data.rates.filter(({ rate }) => rate === null)
  return (
    <section aria-label={text('in-own', { currency })} className="mt-2.5 border-t border-line pt-2">
      <Facts
        rows={[
          ...(data.paid === null ? [] : [{ name: text('paid-in', { currency }), value: said(data.paid) }]),
          ...(data.net === null ? [] : [{ name: text('net-in', { currency }), value: said(data.net) }]),
        ]}
      />
      <ul className="mt-1 flex flex-col gap-0.5 text-sm text-muted">
        {data.rates.flatMap((rate) =>
          rate.rate === null ? [] : [<RateUsed key={rate.from} rate={rate} to={currency} />],
        )}
        {missing.map(({ from }) => (
          <li key={from} className="text-warn-ink">
            {text('rate-missing', { from, to: currency, day: dayOf(data.day) })}
          </li>
        ))}
      </ul>
    </section>
  )

  function dayOf(day: string): string {
    return formats.date(new Date(`${day}T12:00:00Z`))
  }
}

function RateUsed({ rate, to }: { readonly rate: Rate; readonly to: string }) {
  const text = useText('orders')
  const formats = useFormats()
  const day = formats.date(new Date(`${rate.day}T12:00:00Z`))
  const said = text('rate-used', { from: rate.from, to, rate: rate.rate ?? '', day, source: rate.source })
  return <li>{rate.way === 'via-eur' ? `${said} ${text('rate-via-eur')}` : said}</li>
}
