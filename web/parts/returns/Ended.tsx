import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { FactList } from './FactList.tsx'
import { Fold } from './Fold.tsx'
import { History } from './History.tsx'
import { Parcel } from './Parcel.tsx'
import { oneReturnQuery, type ReturnOfTicket, type ReturnRequest } from './returns.ts'
import { useReturnWords } from './words.ts'

interface EndedProps {
  readonly row: ReturnOfTicket['ended'][number]
  readonly mayWork: boolean
  readonly onKept: (after: ReturnRequest) => void
}

/** A return that has ended: how, and on opening all that it was; the goods may still come back. */
export function Ended({ row, mayWork, onKept }: EndedProps) {
  const words = useReturnWords(row.currency)
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 text-sm hover:text-ink">
        <span className="font-mono">{row.rma}</span> {row.outcome && words.code(`outcome.${row.outcome}`)}{' '}
        {row.endedAt && <Time at={row.endedAt} className="text-muted" />}
      </summary>
      {isOpen && <EndedDetail row={row} mayWork={mayWork} onKept={onKept} />}
    </details>
  )
}

function EndedDetail({ row, mayWork, onKept }: EndedProps) {
  const text = useText('returns')
  const words = useReturnWords(row.currency)
  const query = useQuery(oneReturnQuery(row.ticket.id, row.id))
  if (query.isPending) return <SkeletonLines lines={3} />
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const request = query.data
  return (
    <div className="mt-2 flex flex-col gap-2.5">
      <p className="text-sm text-muted">
        {words.title(request.policy.title)} · {text('version', { number: request.policy.number })}
      </p>
      <p className="text-sm tabular-nums">{text('loss', { amount: words.money(request.loss) })}</p>
      <History stops={request.stops} words={words} />
      <Parcel request={request} words={words} mayWork={mayWork} onKept={onKept} />
      <Fold title={text('facts')}>
        <FactList facts={request.facts} words={words} />
      </Fold>
    </div>
  )
}
