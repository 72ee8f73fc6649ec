import { useText } from '../../i18n/text.ts'
import type { Cost } from './returns.ts'
import type { ReturnWords } from './words.ts'

interface CostsProps {
  readonly costs: readonly Cost[]
  readonly total: number | null
  readonly buyerPays: number | null
  /** Something is granted or done: that it costs nothing, or nobody knows what, is said too. */
  readonly isSomething: boolean
  readonly words: ReturnWords
}

/** What it costs us, line by line, and what the buyer bears; what is not known is named, never guessed. */
export function Costs({ costs, total, buyerPays, isSomething, words }: CostsProps) {
  const text = useText('returns')
  const missing = [...new Set(costs.flatMap((cost) => cost.missing))]
  if (costs.length === 0 && !isSomething) return null
  return (
    <div className="text-sm">
      <dl className="flex flex-wrap gap-x-3 tabular-nums">
        {(costs.length > 0 || total !== null) && (
          <div className="flex gap-1">
            <dt className="text-muted">{text('for-us')}</dt>
            <dd className="font-medium">{words.money(total)}</dd>
          </div>
        )}
        <div className="flex gap-1">
          <dt className="text-muted">{text('for-buyer')}</dt>
          <dd className="font-medium">{words.money(buyerPays)}</dd>
        </div>
      </dl>
      {(costs.length > 1 || missing.length > 0) && (
        <ul className="mt-0.5 text-xs text-muted tabular-nums">
          {costs.map(({ kind, amount }) => (
            <li key={kind} className="flex justify-between gap-2">
              <span className="min-w-0 truncate">{words.code(`cost.${kind}`)}</span>
              <span>{words.money(amount)}</span>
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <p className="text-xs text-warn-ink">{text('cost-missing', { facts: words.listed(missing) })}</p>
      )}
    </div>
  )
}
