import { useMemo } from 'react'
import { type Formats, useFormats } from '../../i18n/formats.ts'
import { type LooseText, useLanguage, useLooseText } from '../../i18n/text.ts'
import { type FactName, factShapes } from './facts.ts'
import type { ReturnRequest, Verdict } from './returns.ts'

type Words = ReturnRequest['policy']['title']
type Move = ReturnRequest['step']['moves'][number]
type Values = Readonly<Record<string, string | number>>

/** Puts what the server says of a return into sentences of the screen’s language. */
export type ReturnWords = ReturnType<typeof wordsIn>

/** The sentences for a return, in the language of the screen; money in the currency of the return. */
export function useReturnWords(currency: string): ReturnWords {
  const language = useLanguage()
  const codes = useLooseText('policies')
  const formats = useFormats()
  return useMemo(() => wordsIn(language, codes, formats, currency), [language, codes, formats, currency])
}

function wordsIn(language: keyof Words, codes: LooseText, formats: Formats, currency: string) {
  const title = (words: Words | null | undefined): string => words?.[language] ?? ''
  const code = (key: string, values?: Values): string => codes(key, values) ?? key
  const fact = (name: string): string => codes(`fact.${name}`) ?? name
  const list = new Intl.ListFormat(language, { type: 'conjunction', style: 'short' })
  const listed = (names: readonly string[]): string => list.format(names.map(fact))
  const money = (amount: number | null): string => (amount === null ? code('unknown') : formats.money(amount, currency))

  const value = (name: string, of: unknown): string => {
    if (of === null || of === undefined) return code('unknown')
    if (typeof of === 'boolean') return code(of ? 'yes' : 'no')
    if (typeof of === 'number') return isMoney(name) ? money(of) : formats.number(of)
    return codes(`word.${name}.${of}`) ?? (name === 'category' ? codes(`category.${of}`) : undefined) ?? String(of)
  }

  const move = ({ do: done, percent, paidBy, reason }: Move): string => {
    if (done === 'shipping') return code(`move.shipping.${paidBy}`)
    if (done === 'refuse') return code('move.refuse', { reason: reason ?? '' })
    return code(`move.${done}`, percent === null ? undefined : { percent })
  }

  const refusal = ({ code: name, parameters }: Verdict): string => {
    const { payer } = parameters
    return code(`refusal.${name}`, {
      ...parameters,
      ...(typeof payer === 'string' && { payer: value('labelPayer', payer) }),
    })
  }

  /** What is to be done, in one line. */
  const headline = ({ kind, waitDays, awaits, asks, outcome }: ReturnRequest['step']): string => {
    if (kind === 'await') return code('step.await', { wait: waitDays ?? 0, awaits: code(`awaits.${awaits}`) })
    if (kind === 'ask') return code('step.ask', { facts: listed(asks) })
    if (kind === 'end') return code('step.end', { outcome: code(`outcome.${outcome}`) })
    return code(`step.${kind}`)
  }

  /** What came of a stop: the buyer’s answer, the chosen resolution, done or not. */
  const came = ({ kind, outcome, outcomeTitle }: ReturnRequest['stops'][number]): string => {
    if (outcome === null) return code('stop.open')
    if (kind === 'letter') return value('buyerAnswer', outcome)
    return outcomeTitle ? title(outcomeTitle) : code(`stop.${outcome}`)
  }

  return { title, code, fact, listed, value, money, move, refusal, headline, came }
}

const isMoney = (name: string): boolean => factShapes[name as FactName]?.type === 'money'
