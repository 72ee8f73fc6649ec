import { Copy, Package, PencilLine } from 'lucide-react'
import { lazy, memo, Suspense, useState } from 'react'
import { useText, wantWords } from '../../i18n/text.ts'
import { useChannelName } from '../../parts/KindTag.tsx'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/Toast.tsx'
import type { Ticket } from './queries.ts'
import { useWork } from './useWork.ts'

// Not needed to read a ticket's letters: it comes after them, with its words.
const LinkedOrder = lazy(async () => {
  const [part] = await Promise.all([import('../../parts/orders/LinkedOrder.tsx'), wantWords('orders')])
  return { default: part.LinkedOrder }
})

/** The order that the ticket is about, and where it was placed. */
export const OrderCard = memo(function OrderCard({ ticket }: { readonly ticket: Ticket }) {
  const text = useText('inbox')
  const words = useText('ui')
  const may = useMay('tickets.work')
  const mayReadOrders = useMay('orders.read')
  const channel = useChannelName(ticket)
  const { change } = useWork(ticket)
  const [number, setNumber] = useState<string | null>(null)
  const order = ticket.orderNumber
  return (
    <Card
      title={text('order-card')}
      icon={Package}
      aside={
        may &&
        number === null && (
          <IconButton
            icon={PencilLine}
            label={text('edit-order')}
            size="small"
            onClick={() => setNumber(order ?? '')}
          />
        )
      }
    >
      {number === null ? (
        <>
          {order ? (
            <p className="mb-1.5 flex items-center gap-1">
              <span className="min-w-0 font-mono text-sm break-all select-all">{order}</span>
              <IconButton
                icon={Copy}
                label={words('copy')}
                size="small"
                onClick={() => void navigator.clipboard?.writeText(order).then(() => toast(words('copied')))}
              />
            </p>
          ) : (
            <p className="mb-1.5 text-sm text-muted">{text('no-order')}</p>
          )}
          <Facts
            rows={[
              { name: text('channel'), value: channel },
              ...(ticket.store ? [{ name: text('store'), value: ticket.store.name }] : []),
            ]}
          />
          {mayReadOrders && (
            <div className="mt-2.5 border-t border-line pt-2.5">
              <Suspense fallback={<SkeletonLines lines={4} />}>
                <LinkedOrder ticketId={ticket.id} number={order} />
              </Suspense>
            </div>
          )}
        </>
      ) : (
        <form
          className="flex items-end gap-1.5"
          onSubmit={(event) => {
            event.preventDefault()
            const wanted = number.normalize('NFKC').trim()
            change.mutate({ orderNumber: wanted || null }, { onSuccess: () => setNumber(null) })
          }}
        >
          <Field label={text('field.orderNumber')} className="flex-1">
            <Input value={number} maxLength={60} onChange={(event) => setNumber(event.target.value)} />
          </Field>
          <Button type="submit" tone="primary" pending={change.isPending}>
            {words('save')}
          </Button>
        </form>
      )}
    </Card>
  )
})
