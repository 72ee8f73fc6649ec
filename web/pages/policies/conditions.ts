import type { Schemas } from '../../api/client.ts'
import type { Ground } from './policies.ts'
import type { Condition } from './words.ts'

export type FactName = Schemas['ReturnFact']
export type FactShape = Ground['facts'][number]

export const forms = ['fact', 'all', 'any', 'not', 'permits'] as const
export type Form = (typeof forms)[number]
export const formOf = (condition: Condition): Form =>
  'all' in condition
    ? 'all'
    : 'any' in condition
      ? 'any'
      : 'not' in condition
        ? 'not'
        : 'permits' in condition
          ? 'permits'
          : 'fact'

/** What is asked of a fact. */
export const asks = ['is', 'in', 'at-least', 'at-most', 'is-known'] as const
export type Ask = (typeof asks)[number]
export type OfFact = Extract<Condition, { fact: FactName }>
export const askOf = (condition: OfFact): Ask =>
  'is' in condition
    ? 'is'
    : 'in' in condition
      ? 'in'
      : 'atLeast' in condition
        ? 'at-least'
        : 'atMost' in condition
          ? 'at-most'
          : 'is-known'

/** What can be asked of a fact at all. */
export const asksOf = ({ type }: FactShape): readonly Ask[] =>
  type === 'flag'
    ? ['is', 'is-known']
    : type === 'words' || type === 'text'
      ? ['is', 'in', 'is-known']
      : ['is', 'at-least', 'at-most', 'is-known']

/** A condition of another form, with what was asked before inside it where it fits. */
export function formed(condition: Condition, form: Form): Condition {
  if (formOf(condition) === form) return condition
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [condition]
  const [first = { fact: 'reason', is: 'no-reason' } as const] = 'not' in condition ? [condition.not] : parts
  if (form === 'all') return { all: parts }
  if (form === 'any') return { any: parts }
  if (form === 'not') return { not: condition }
  if (form === 'permits') return { permits: [{ do: 'fee', percent: 15 }] }
  return formOf(first) === 'fact' ? first : { fact: 'reason', is: 'no-reason' }
}

/** A first question about a fact, of the kind wanted where it can be asked. */
export function asking(shape: FactShape, wanted: Ask): OfFact {
  const fact = shape.name
  const ask = asksOf(shape).includes(wanted) ? wanted : 'is'
  const first =
    shape.type === 'flag' ? true : shape.type === 'words' ? (shape.words[0] ?? '') : shape.type === 'text' ? '' : 0
  if (ask === 'in') return { fact, in: [String(first)] }
  if (ask === 'at-least') return { fact, atLeast: 0 }
  if (ask === 'at-most') return { fact, atMost: 0 }
  return ask === 'is-known' ? { fact, known: true } : { fact, is: first }
}
