import { useText } from '../../i18n/text.ts'
import { shownElsewhere } from './facts.ts'
import type { FactLine } from './returns.ts'
import type { ReturnWords } from './words.ts'

/** What is known, whence, and the buyer’s sentence that shows it. */
export function FactList({ facts, words }: { readonly facts: readonly FactLine[]; readonly words: ReturnWords }) {
  const text = useText('returns')
  const shown = facts.filter(({ fact }) => !shownElsewhere.has(fact))
  if (shown.length === 0) return <p className="text-sm text-muted">{text('no-facts')}</p>
  return (
    <dl className="flex flex-col gap-1 text-sm">
      {shown.map(({ fact, value, source, quote }) => (
        <div key={fact}>
          <div className="flex items-baseline gap-2">
            <dt className="min-w-0 text-muted">{words.fact(fact)}</dt>
            <dd className="ml-auto min-w-0 text-right [overflow-wrap:anywhere]">
              {words.value(fact, value)}{' '}
              <span className="text-xs text-muted" title={text('source')}>
                {text(`source.${source}`)}
              </span>
            </dd>
          </div>
          {quote !== null && <q className="block border-l-2 border-line pl-2 text-xs">{quote}</q>}
        </div>
      ))}
    </dl>
  )
}
