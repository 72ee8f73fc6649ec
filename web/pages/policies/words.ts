import { useMemo } from 'react'
import type { Schemas } from '../../api/client.ts'
import { type Formats, useFormats } from '../../i18n/formats.ts'
import { type LooseText, useLanguage, useLooseText } from '../../i18n/text.ts'
import type { Policy, PolicyNode, Words } from './tree.ts'

export type Condition = Schemas['PolicyCondition']
export type Money = Schemas['PolicyMoney']
export type Move = Schemas['PolicyMove']
export type Cost = NonNullable<PolicyNode['costs']>[number]
type Fields = Policy['fields']

/** Puts what a tree holds into sentences of the screen’s language. */
export type PolicyWords = ReturnType<typeof wordsIn>

/** The sentences for a tree, in the language of the screen. */
export function usePolicyWords(): PolicyWords {
  const language = useLanguage()
  const codes = useLooseText('policies')
  const frame = useLooseText('policyEditor')
  const formats = useFormats()
  return useMemo(() => wordsIn(language, codes, frame, formats), [language, codes, frame, formats])
}

function wordsIn(language: keyof Words, codes: LooseText, frame: LooseText, formats: Formats) {
  const title = (words: Words | undefined): string => words?.[language] ?? ''
  const code = (key: string, values?: Readonly<Record<string, string | number>>): string => codes(key, values) ?? key
  const said = (key: string, values?: Readonly<Record<string, string | number>>): string => frame(key, values) ?? key
  const fact = (name: string): string => codes(`fact.${name}`) ?? name
  const listed = (parts: readonly string[], join: 'and' | 'or'): string => parts.join(said(`join.${join}`))

  const value = (name: string, of: unknown): string => {
    if (of === null || of === undefined) return code('unknown')
    if (typeof of === 'boolean') return code(of ? 'yes' : 'no')
    return codes(`word.${name}.${of}`) ?? (name === 'category' ? codes(`category.${of}`) : undefined) ?? String(of)
  }

  const set = (of: number | string | { field: string }, fields: Fields): string | number => {
    if (typeof of !== 'object') return of
    return fields[of.field]?.value ?? of.field
  }

  const move = (of: Move | Schemas['PolicyTrialMove'], fields: Fields): string => {
    if (of.do === 'shipping') return code(`move.shipping.${set(of.paidBy, fields)}`)
    if (of.do === 'refuse') return code('move.refuse', { reason: of.reason })
    return code(`move.${of.do}`, 'percent' in of ? { percent: String(set(of.percent, fields)) } : undefined)
  }

  const condition = (of: Condition, fields: Fields): string => {
    const inner = (one: Condition): string =>
      'all' in one || 'any' in one ? said('bracketed', { inner: condition(one, fields) }) : condition(one, fields)
    if ('all' in of) return of.all.length === 0 ? said('always') : listed(of.all.map(inner), 'and')
    if ('any' in of) return of.any.length === 0 ? said('never') : listed(of.any.map(inner), 'or')
    if ('not' in of) return said('negated', { inner: inner(of.not) })
    if ('permits' in of)
      return said('permitted', {
        moves: listed(
          of.permits.map((one) => move(one, fields)),
          'and',
        ),
      })
    const name = fact(of.fact)
    if ('is' in of) return said('is', { fact: name, value: value(of.fact, of.is) })
    if ('in' in of)
      return said('is', {
        fact: name,
        value: listed(
          of.in.map((one) => value(of.fact, one)),
          'or',
        ),
      })
    if ('atLeast' in of) return said('at-least', { fact: name, value: String(of.atLeast) })
    if ('atMost' in of) return said('at-most', { fact: name, value: String(of.atMost) })
    return said(of.known ? 'is-known' : 'is-unknown', { fact: name })
  }

  const money = (of: Money, fields: Fields): string => {
    if ('fact' in of) return fact(of.fact)
    if ('units' in of) return said('units', { count: of.units })
    if ('percent' in of)
      return said('percent-of', { percent: String(set(of.percent, fields)), of: money(of.of, fields) })
    if ('sum' in of) return of.sum.map((one) => money(one, fields)).join(' + ')
    if ('minus' in of) return of.minus.map((one) => money(one, fields)).join(' − ')
    const [name, parts] = 'least' in of ? (['least', of.least] as const) : (['most', of.most] as const)
    return said(`money-${name}`, { parts: parts.map((one) => money(one, fields)).join(said('join.comma')) })
  }

  /** What a way of a node is called: an answer, a branch, an option. */
  const way = (node: PolicyNode | undefined, slot: string): string => {
    const [name = '', part = ''] = slot.split('.')
    if (name === 'answers') return code(`word.buyerAnswer.${part}`)
    if (node?.kind === 'decision' && name === 'branches') return title(node.branches[Number(part)]?.title)
    if (node?.kind === 'options' && name === 'options') return title(node.options[Number(part)]?.title)
    return said(node?.kind === 'act' && name === 'to' ? 'way.done' : `way.${name}`)
  }

  /** One line below a node’s title: what it does. */
  const gist = (node: PolicyNode, fields: Fields): string => {
    const moves = (list: readonly Move[]): string =>
      listed(
        list.map((one) => move(one, fields)),
        'and',
      )
    switch (node.kind) {
      case 'letter':
        return node.offers.length > 0 ? moves(node.offers) : node.template
      case 'decision':
        return node.branches.map(({ when }) => condition(when, fields)).join(said('join.comma'))
      case 'options':
        return node.options.map((option) => title(option.title)).join(said('join.comma'))
      case 'act':
        return moves(node.moves)
      case 'wait':
        return said('wait-gist', { days: String(set(node.wait, fields)), awaits: code(`awaits.${node.awaits}`) })
      case 'end':
        return code(`outcome.${node.outcome}`)
    }
  }

  const fault = (
    { code: name, parameters }: Schemas['PolicyFault'],
    node: PolicyNode | undefined,
    letters: readonly Schemas['PolicyLetter'][],
  ): string => {
    const values: Record<string, string | number> = { ...parameters }
    const letter = letters.find(({ key }) => key === values.template)
    if (letter) values.template = title(letter.title)
    if (typeof values.branch === 'number') values.branch += 1
    if (typeof values.fact === 'string') {
      values.value = value(values.fact, values.value)
      values.fact = fact(values.fact)
    }
    if (typeof values.language === 'string') values.language = formats.languageName(values.language)
    if (typeof values.refusal === 'string') values.refusal = code(`refusal-name.${values.refusal}`)
    if (node?.kind === 'options' && typeof values.option === 'string') {
      const option = node.options.find(({ key }) => key === values.option)
      if (option) values.option = title(option.title)
    }
    return code(`fault.${name}`, values)
  }

  const refusal = ({ code: name, parameters }: Schemas['PolicyTrialForbids']): string => {
    const payer = parameters.payer
    return code(`refusal.${name}`, {
      ...parameters,
      ...(typeof payer === 'string' && { payer: value('labelPayer', payer) }),
    })
  }

  return { title, code, said, fact, value, move, condition, money, way, gist, fault, refusal, listed }
}
