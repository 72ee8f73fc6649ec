import type { ReactNode } from 'react'
import type { usePages } from '../../../api/pages.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Table } from '../../../ui/Table.tsx'
import { dayIn } from '../day.ts'
import { costOn, type Product } from './costs.ts'

interface ProductTableProps {
  readonly label: string
  readonly list: ReturnType<typeof usePages<Product>>
  readonly onShow: (product: Product) => void
  readonly empty: ReactNode
}

/** Products by SKU, each with what a piece costs today. */
export function ProductTable({ label, list, onShow, empty }: ProductTableProps) {
  const text = useText('products')
  const formats = useFormats('UTC')
  const { workspace } = useSession()
  const today = dayIn(workspace.zone)
  const day = (written: string): string => formats.date(new Date(written))
  return (
    <Table
      label={label}
      rows={list.rows}
      more={list.more}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        {
          name: 'product',
          title: text('sku'),
          cell: (product) => (
            <div className="flex min-w-0 flex-col items-start">
              <button
                type="button"
                className="min-h-6 rounded text-left font-mono text-sm font-medium break-all underline-offset-2 hover:underline pointer-coarse:min-h-11"
                onClick={() => onShow(product)}
              >
                {product.sku}
              </button>
              {product.title && <span className="line-clamp-2 text-sm text-muted">{product.title}</span>}
            </div>
          ),
        },
        {
          name: 'asin',
          title: 'ASIN',
          wideOnly: true,
          cell: ({ asin }) => <code className="text-sm">{asin ?? '—'}</code>,
        },
        { name: 'category', title: text('category'), wideOnly: true, cell: ({ category }) => category || '—' },
        {
          name: 'cost',
          title: text('cost-now'),
          align: 'end',
          cell: ({ costs }) => {
            const now = costOn(costs, today)
            const next = costs.findLast(({ validFrom }) => validFrom > today)
            return (
              <div className="flex flex-col items-end tabular-nums">
                {now ? (
                  formats.money(now.unitCost, now.currency)
                ) : (
                  <span className="text-warn-ink">{text('no-cost')}</span>
                )}
                {next && (
                  <span className="text-sm text-muted">
                    {text('cost-from', {
                      day: day(next.validFrom),
                      amount: formats.money(next.unitCost, next.currency),
                    })}
                  </span>
                )}
              </div>
            )
          },
        },
        {
          name: 'since',
          title: text('since'),
          wideOnly: true,
          cell: ({ costs }) => {
            const now = costOn(costs, today)
            return now ? day(now.validFrom) : '—'
          },
        },
      ]}
    />
  )
}
