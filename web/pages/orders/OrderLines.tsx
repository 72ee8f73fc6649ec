import { Link } from '@tanstack/react-router'
import { ListX } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Copyable } from '../../parts/orders/Copyable.tsx'
import { extras, totalOf } from '../../parts/orders/figures.ts'
import type { Order, OrderLine } from '../../parts/orders/orders.ts'
import { useMay } from '../../shell/session.ts'
import { Facts } from '../../ui/Card.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Table } from '../../ui/Table.tsx'

/** What was bought, each line with what the buyer pays and what it costs the seller. */
export function OrderLines({ order }: { readonly order: Order }) {
  const text = useText('orders')
  const formats = useFormats()
  return (
    <Table
      label={text('lines')}
      rows={order.lines}
      rowKey={({ key }) => key}
      empty={<EmptyState icon={ListX} title={text('no-lines')} />}
      columns={[
        { name: 'product', title: text('product'), cell: (line) => <Product line={line} order={order} /> },
        {
          name: 'quantity',
          title: text('quantity'),
          align: 'end',
          width: 'w-16',
          cell: ({ quantity }) => <span className="tabular-nums">{formats.number(quantity)}</span>,
        },
        {
          name: 'price',
          title: text('price'),
          align: 'end',
          wideOnly: true,
          cell: (line) => <Price line={line} currency={order.currency} />,
        },
        {
          name: 'total',
          title: text('total'),
          align: 'end',
          cell: (line) => (
            <span className="whitespace-nowrap tabular-nums">{formats.money(totalOf(line), order.currency)}</span>
          ),
        },
        { name: 'cost', title: text('cost'), align: 'end', wideOnly: true, cell: (line) => <Cost line={line} /> },
      ]}
    />
  )
}

function Product({ line, order }: { readonly line: OrderLine; readonly order: Order }) {
  const text = useText('orders')
  const others = Object.entries(line.others)
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <span className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">{line.title || line.sku}</span>
      <span className="flex flex-wrap items-center gap-x-3 text-muted">
        <Copyable value={line.sku} label={text('copy-sku')} className="text-xs" />
        {line.asin && <span className="font-mono text-xs">{line.asin}</span>}
        {line.status && <span className="text-xs">{line.status}</span>}
      </span>
      <span className="flex flex-col items-start text-sm md:hidden">
        <Price line={line} currency={order.currency} />
        <Cost line={line} />
      </span>
      {others.length > 0 && (
        <details className="text-sm text-muted">
          <summary className="min-h-6 cursor-pointer rounded">{text('other-columns')}</summary>
          <Facts rows={others.map(([name, value]) => ({ name, value }))} />
        </details>
      )}
    </div>
  )
}

/** The price, and below it what else makes up the total. */
function Price({ line, currency }: { readonly line: OrderLine; readonly currency: string }) {
  const text = useText('orders')
  const formats = useFormats()
  const further = extras.filter((name) => line[name] !== 0)
  return (
    <span className="tabular-nums">
      <span className="whitespace-nowrap">{formats.money(line.price, currency)}</span>
      {further.map((name) => (
        <span key={name} className="block text-xs whitespace-nowrap text-muted">
          {text(`amount.${name}`, { amount: formats.money(line[name], currency) })}
        </span>
      ))}
    </span>
  )
}

/** What the pieces cost the seller; where nobody has said, that is what stands there, never nought. */
function Cost({ line }: { readonly line: OrderLine }) {
  const text = useText('orders')
  const formats = useFormats()
  const mayAdd = useMay('products.write')
  if (line.cost)
    return <span className="whitespace-nowrap tabular-nums">{formats.money(line.cost.amount, line.cost.currency)}</span>
  return (
    <span className="text-sm text-warn-ink">
      {text('no-cost')}
      {mayAdd && (
        <Link
          to="/settings/{-$page}/{-$item}"
          params={{ page: 'products', item: 'new' }}
          search={{ q: line.sku }}
          className="block text-accent-ink underline-offset-2 hover:underline pointer-coarse:min-h-11"
        >
          {text('add-cost')}
        </Link>
      )}
    </span>
  )
}
