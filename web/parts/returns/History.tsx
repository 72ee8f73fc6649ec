import { useText } from '../../i18n/text.ts'
import { Time } from '../../ui/Time.tsx'
import { type Stop, sumOf } from './returns.ts'
import type { ReturnWords } from './words.ts'

/** What was done so far, oldest first, and what it cost; what was taken back is struck through. */
export function History({ stops, words }: { readonly stops: readonly Stop[]; readonly words: ReturnWords }) {
  const text = useText('returns')
  if (stops.length === 0) return <p className="text-sm text-muted">{text('no-stops')}</p>
  return (
    <ol className="flex flex-col gap-1.5 text-sm">
      {stops.map((stop) => (
        <li key={`${stop.node} ${stop.begunAt}`} className="border-l-2 border-line pl-2">
          <StopLine stop={stop} words={words} />
        </li>
      ))}
    </ol>
  )
}

function StopLine({ stop, words }: { readonly stop: Stop; readonly words: ReturnWords }) {
  const text = useText('returns')
  const isUndone = stop.undoneAt !== null
  const who = (stop.endedBy ?? stop.begunBy)?.name
  const line = (
    <>
      <span className="font-medium">{words.title(stop.title)}</span>
      {': '}
      {words.came(stop)}
    </>
  )
  return (
    <>
      <p>{isUndone ? <s>{line}</s> : line}</p>
      <p className="flex flex-wrap gap-x-1.5 text-xs text-muted">
        {who && <span>{who}</span>}
        <Time at={stop.undoneAt ?? stop.endedAt ?? stop.begunAt} />
        {isUndone && <span>{text('undone')}</span>}
        {stop.messageId !== null && stop.sentAt === null && !isUndone && <span>{text('not-sent-yet')}</span>}
        {stop.costs.length > 0 && (
          <span className="tabular-nums">{text('cost-line', { amount: words.money(sumOf(stop.costs)) })}</span>
        )}
      </p>
    </>
  )
}
