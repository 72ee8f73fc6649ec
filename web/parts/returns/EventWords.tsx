import { type LooseText, useLooseText, useText } from '../../i18n/text.ts'
import { isFact } from './facts.ts'
import { type ReturnWords, useReturnWords } from './words.ts'

interface EventWordsProps {
  readonly kind: string
  readonly details: Readonly<Record<string, unknown>>
  readonly who: string
}

/** What happened to a return, as a line of its ticket’s timeline. */
export function EventWords({ kind, details, who }: EventWordsProps) {
  const text = useText('returns')
  const loose = useLooseText('returns')
  const words = useReturnWords(typeof details.currency === 'string' ? details.currency : 'USD')
  return <>{sentence(kind, details, who, loose, words) ?? text('event.other', { who, kind })}</>
}

function sentence(
  kind: string,
  details: EventWordsProps['details'],
  who: string,
  loose: LooseText,
  words: ReturnWords,
): string | undefined {
  const { amount, cost } = details
  const reason = String(details.reason ?? '')
  // A reason may have been left out: then nothing hangs after the colon.
  const key = `event.${kind}`
  const values = {
    who,
    rma: String(details.rma ?? ''),
    reason,
    answer: words.value('buyerAnswer', details.answer),
    option: titleIn(details.option, words),
    step: titleIn(details.step, words),
    awaited: words.code(`awaits.${String(details.awaited)}`),
    outcome: words.code(`outcome.${String(details.outcome)}`),
    condition: words.value('condition', details.condition),
    tracking: String(details.tracking ?? ''),
    cost: words.money(typeof cost === 'number' ? cost : null),
    amount: words.money(typeof amount === 'number' ? amount : null),
    facts: statedIn(details.facts, words),
  }
  return (reason === '' && details.tracking == null ? loose(`${key}-bare`, values) : undefined) ?? loose(key, values)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function titleIn(title: unknown, words: ReturnWords): string {
  if (!isRecord(title)) return ''
  return words.title({ en: String(title.en ?? ''), 'zh-CN': String(title['zh-CN'] ?? '') })
}

const statedIn = (facts: unknown, words: ReturnWords): string =>
  isRecord(facts)
    ? Object.entries(facts)
        .filter(([name]) => isFact(name))
        .map(([name, value]) => words.code('because.fact', { fact: words.fact(name), value: words.value(name, value) }))
        .join('; ')
    : ''
