import { useText } from '../../i18n/text.ts'
import type { Cost } from './returns.ts'
import type { ReturnWords } from './words.ts'

interface CostsProps {
  readonly costs: readonly Cost[]
  readonly total: number | null
  readonly buyerPays: number | null
  /** Of a resolution: what costs nothing is said too. */
  readonly isChoice?: boolean | undefined
  readonly words: ReturnWords
}

/** What it costs us, line by line, and what the buyer bears; what is not known is named, never guessed. */
export function Costs({ costs, total, buyerPays, isChoice = false, words }: CostsProps) {
  const text = useText('returns')
  const missing = [...new Set(costs.flatMap((cost) => cost.missing))]
  if (costs.length === 0 && buyerPays === null && !isChoice) return null
  return (
    <div className="text-sm">
      <dl className="flex flex-wrap gap-x-3 tabular-nums">
        {(costs.length > 0 || isChoice) && (
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
      {costs.length > 0 && (
        <ul className="text-xs text-muted tabular-nums">
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
