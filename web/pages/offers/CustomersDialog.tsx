import { Link } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { answered, api, type Schemas } from '../../api/client.ts'
import { usePages } from '../../api/pages.ts'
import { useText } from '../../i18n/text.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import type { AudienceView, Offer } from './offers.ts'

type Member = Schemas['OfferAudienceMember']

interface CustomersDialogProps {
  readonly offer: Offer
  readonly view: AudienceView
  readonly onClose: () => void
}

/** The customers behind a figure, each with what came of the letter or why there is none. */
export function CustomersDialog({ offer, view, onClose }: CustomersDialogProps) {
  const text = useText('offers')
  const list = usePages(['offer', offer.id, 'customers', view, offer.updatedAt], (after) =>
    answered(
      api.GET('/api/offers/{id}/customers', {
        params: { path: { id: offer.id }, query: { view, limit: 50, ...after } },
      }),
    ),
  )
  const [kind, reason] = view.split(':') as [string, NonNullable<Member['reason']> | undefined]
  const title = reason ? text(`why.${reason}`) : text(`view.${kind as 'reached' | 'sent'}`)
  return (
    <Dialog open onOpen={(open) => !open && onClose()} title={title} description={offer.name} width="wide">
      {list.error && !list.rows ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : (
        <div className="flex flex-col gap-2">
          <Table
            label={text('customers-of')}
            rows={list.rows}
            more={list.more}
            rowKey={({ customerId }) => customerId}
            empty={list.more.has ? undefined : <EmptyState icon={Users} title={text('no-customers')} />}
            columns={[
              {
                name: 'customer',
                title: text('customer'),
                cell: (row) => (
                  <Link
                    to="/customers/{-$customer}"
                    params={{ customer: row.customerId }}
                    className="inline-flex min-h-6 items-center underline-offset-2 hover:underline pointer-coarse:min-h-11"
                  >
                    {row.customerName || text('no-name')}
                  </Link>
                ),
              },
              { name: 'state', title: text('state'), cell: (row) => <Stands row={row} view={view} /> },
              { name: 'when', title: text('when'), cell: (row) => <When row={row} view={view} /> },
            ]}
          />
          {list.more.has && list.rows?.length === 0 && <p className="text-sm text-muted">{text('more-looking')}</p>}
        </div>
      )}
    </Dialog>
  )
}

interface CellProps {
  readonly row: Member
  readonly view: AudienceView
}

function Stands({ row }: CellProps) {
  const text = useText('offers')
  if (row.reason) return text(`why.${row.reason}`)
  if (row.state === null) return text('would-get')
  const stands = row.state === 'skipped' ? '' : text(`state.${row.state}`)
  return [stands, ...(row.byHand ? [text('by-hand')] : [])].join(' · ')
}

function When({ row, view }: CellProps) {
  const at = view === 'bought' ? row.boughtAt : view === 'unsubscribed' ? row.unsubscribedAt : row.sentAt
  return at ? <Time at={at} /> : null
}
