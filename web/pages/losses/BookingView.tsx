import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2, X } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { useMay, useSession } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { Marks } from './Marks.tsx'
import { ReverseDialog } from './ReverseDialog.tsx'
import type { Line } from './search.ts'

interface BookingViewProps {
  /** The line that was opened. */
  readonly line: Line
  readonly store: string
  readonly onClose: () => void
}

/** One booking: its lines with what takes them back, where each comes from, and the way to put it right. */
export function BookingView({ line, store, onClose }: BookingViewProps) {
  const text = useText('losses')
  const mayCorrect = useMay('losses.correct')
  const mayOpenOrders = useMay('orders.read')
  const [reversing, setReversing] = useState(false)
  const query = useQuery({
    queryKey: ['losses', 'booking', line.bookingId],
    queryFn: () => answered(api.GET('/api/loss-bookings/{id}', { params: { path: { id: line.bookingId } } })),
  })
  const lines = query.data?.items ?? []
  const note = lines.find(({ note }) => note !== '')?.note
  return (
    <Card
      title={text('booking')}
      aside={<IconButton icon={X} size="small" label={text('close-booking')} onClick={onClose} />}
    >
      <Facts
        rows={[
          { name: text('store'), value: store },
          { name: text('sku'), value: line.sku || text('unknown') },
          { name: text('reason'), value: line.reason === null ? text('unknown') : text(`reason.${line.reason}`) },
          { name: text('group.fault'), value: line.fault === null ? text('unknown') : text(`fault.${line.fault}`) },
          { name: text('booked-at'), value: <Time at={line.bookedAt} /> },
          { name: text('made-at'), value: <Time at={line.madeAt} /> },
          { name: text('source'), value: text(`source.${line.source.kind}`) },
          ...(line.orderNumber === null
            ? []
            : [
                {
                  name: text('order'),
                  value: mayOpenOrders ? (
                    <Link
                      to="/orders/{-$order}"
                      params={{}}
                      search={{ q: line.orderNumber }}
                      title={text('open-source')}
                      className="inline-flex min-h-6 items-center text-accent-ink underline pointer-coarse:min-h-11"
                    >
                      {line.orderNumber}
                    </Link>
                  ) : (
                    line.orderNumber
                  ),
                },
              ]),
          ...(note === undefined ? [] : [{ name: text('note'), value: note }]),
        ]}
      />
      <div className="mt-3 flex flex-col gap-2">
        {query.error ? (
          <ErrorState error={query.error} title={text('load-failed')} onRetry={() => void query.refetch()} />
        ) : query.data ? (
          lines.map((each) => <LineRow key={each.id} line={each} />)
        ) : (
          <SkeletonLines lines={3} />
        )}
        <p className="text-sm text-muted">{text('balance')}</p>
      </div>
      {mayCorrect && line.reverses === null && line.reversedBy === null && (
        <Button icon={Undo2} className="mt-3" onClick={() => setReversing(true)}>
          {text('reverse')}
        </Button>
      )}
      <ReverseDialog bookingId={line.bookingId} open={reversing} onOpen={setReversing} onDone={onClose} />
    </Card>
  )
}

function LineRow({ line }: { readonly line: Line }) {
  const text = useText('losses')
  const formats = useFormats()
  const base = useSession().workspace.currency
  const isForeign = line.currency !== base && line.amount !== null
  return (
    <div className="rounded-lg border border-line p-2.5 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-2 font-medium">
        <span>{text(`kind.${line.kind}`)}</span>
        <span className="tabular-nums">{line.amount === null ? '–' : formats.money(line.amount, line.currency)}</span>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-2 text-muted">
        <span>{`${text('account')}: ${text(`account.${line.counter}`)}`}</span>
        <Marks line={line} />
      </div>
      {isForeign && (
        <div className="flex flex-wrap justify-between gap-x-2 text-muted">
          <span>{text('in-currency', { currency: base })}</span>
          <span className="tabular-nums">
            {line.baseAmount === null ? text('no-rate-of-day') : formats.money(line.baseAmount, base)}
          </span>
        </div>
      )}
      {line.rate !== null && (
        <div className="text-muted">
          {text('rate-of', { rate: line.rate, day: line.rateDay ?? '', source: line.rateSource ?? '' })}
        </div>
      )}
    </div>
  )
}
