import { useText } from '../../i18n/text.ts'
import { Forbidden, Source } from './Forbidden.tsx'
import type { Because } from './returns.ts'
import type { ReturnWords } from './words.ts'

interface WhyProps {
  readonly because: readonly Because[]
  readonly words: ReturnWords
}

/** Why it is this step: each rule that was hit, each fact that decided with the buyer’s own sentence, each source that forbids. */
export function Why({ because, words }: WhyProps) {
  const text = useText('returns')
  // That it begins says nothing beside another reason.
  const shown = because.length > 1 ? because.filter(({ code }) => code !== 'begins') : because
  if (shown.length === 0) return null
  return (
    <section aria-label={text('why')}>
      <ul className="flex flex-col gap-1.5 text-sm">
        {shown.map((one, at) => (
          // Reasons come in their order and never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Reason key={at} because={one} words={words} />
        ))}
      </ul>
    </section>
  )
}

function Reason({ because, words }: { readonly because: Because; readonly words: ReturnWords }) {
  const node = words.title(because.nodeTitle)
  const { code, rule, facts, verdicts } = because
  const title = words.title(because.title)
  const said =
    code === 'branch'
      ? rule === null
        ? words.code('because.branch', { node, title })
        : words.code('because.branch-rule', { node, title, rule })
      : code === 'forbidden' && verdicts[0]
        ? words.code('because.forbidden', { node, refusal: words.refusal(verdicts[0]) })
        : words.code(`because.${code}`, {
            node,
            answer: because.answer ? words.value('buyerAnswer', because.answer) : '',
            option: title,
            most: because.most ?? 0,
          })
  return (
    <li>
      {said}
      {facts.map(({ fact, value, quote }) => (
        <span key={fact} className="block pl-2.5 text-muted">
          {words.code('because.fact', { fact: words.fact(fact), value: words.value(fact, value) })}
          {quote !== null && <q className="block border-l-2 border-accent pl-2 text-ink">{quote}</q>}
        </span>
      ))}
      {because.isAssumed && <span className="block pl-2.5 text-muted">{words.code('because.assumed')}</span>}
      {because.assumedNo.length > 0 && (
        <span className="block pl-2.5 text-muted">
          {words.code('because.assumed-no', { facts: words.listed(because.assumedNo) })}
        </span>
      )}
      {code === 'otherwise' &&
        verdicts.map((verdict) => <Forbidden key={verdict.code} verdict={verdict} words={words} />)}
      {code === 'forbidden' && verdicts[0] && <Source verdict={verdicts[0]} words={words} />}
    </li>
  )
}
