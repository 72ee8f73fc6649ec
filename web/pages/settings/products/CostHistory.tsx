import { Plus } from 'lucide-react'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useSession } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { Table } from '../../../ui/Table.tsx'
import { dayIn } from '../day.ts'
import { costOn, type Product } from './costs.ts'

interface CostHistoryProps {
  readonly product: Product
  /** Absent for who may not. */
  readonly onAdd?: (() => void) | undefined
  readonly onClose: () => void
}

/** What a piece of one product has cost since when. */
export function CostHistory({ product, onAdd, onClose }: CostHistoryProps) {
  const text = useText('products')
  const formats = useFormats('UTC')
  const { workspace } = useSession()
  const today = dayIn(workspace.zone)
  const now = costOn(product.costs, today)
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text('history-of', { sku: product.sku })}
      description={product.costs.length > 0 ? text('history-detail') : product.title}
    >
      <div className="flex flex-col gap-4">
        <Table
          label={text('history')}
          rows={product.costs}
          rowKey={({ validFrom }) => validFrom}
          empty={<p className="text-warn-ink">{text('no-cost')}</p>}
          columns={[
            {
              name: 'since',
              title: text('valid-from'),
              cell: ({ validFrom }) => formats.date(new Date(validFrom)),
            },
            {
              name: 'cost',
              title: text('cost'),
              align: 'end',
              cell: ({ unitCost, currency }) => (
                <span className="tabular-nums">{formats.money(unitCost, currency)}</span>
              ),
            },
            {
              name: 'state',
              title: <span className="sr-only">{text('state')}</span>,
              width: 'w-24',
              cell: (cost) =>
                cost === now ? (
                  <Badge tone="ok">{text('now')}</Badge>
                ) : (
                  cost.validFrom > today && <Badge>{text('not-yet')}</Badge>
                ),
            },
          ]}
        />
        {onAdd && (
          <FormActions>
            <Button icon={Plus} onClick={onAdd}>
              {text('add')}
            </Button>
          </FormActions>
        )}
      </div>
    </Dialog>
  )
}
