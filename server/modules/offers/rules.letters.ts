import type { OfferText } from './schema.ts'

/** What a letter can say without anybody typing it. */
export const variables = [
  'customer.name',
  'customer.first_name',
  'store.name',
  'offer.code',
  'offer.valid_until',
  'offer.unsubscribe_url',
] as const
export type Variable = (typeof variables)[number]
export type LetterValues = { readonly [name in Variable]: string }

const gap = /\{\{\s*([\w.]+)\s*\}\}/g
const isVariable = (name: string): name is Variable => variables.some((each) => each === name)

/** A letter with its variables filled; a customer whose name is not known leaves no gap before a comma. */
export function filled(text: string, values: LetterValues): string {
  return text
    .replace(gap, (whole, name: string) => (isVariable(name) ? values[name] : whole))
    .replace(/[ \t]+([,，!！])/g, '$1')
}

/** Why a letter cannot be filled: a variable that does not exist, or braces that are none; null where it can. */
export function letterFault({ subject, text }: OfferText): { field: 'subject' | 'text'; quote: string } | null {
  for (const [field, said] of [
    ['subject', subject],
    ['text', text],
  ] as const) {
    const unknown = [...said.matchAll(gap)].find(([, name]) => !isVariable(name ?? ''))
    if (unknown) return { field, quote: unknown[0] }
    const brace = /\{\{|\}\}|\{%|%\}/.exec(said.replace(gap, ''))
    if (brace) return { field, quote: brace[0] }
  }
  return null
}

/** The whole letter: what was written, and below it how to get no more, unless the letter says so itself. */
export function writtenOut(
  letter: OfferText,
  values: LetterValues,
  footers: Readonly<Record<string, string>>,
): OfferText {
  const url = values['offer.unsubscribe_url']
  const text = filled(letter.text, values).trim()
  const footer = filled(footers[letter.language] ?? footers.en ?? '{{ offer.unsubscribe_url }}', values)
  return {
    language: letter.language,
    subject: filled(letter.subject, values).replace(/\s+/g, ' ').trim(),
    text: text.includes(url) ? text : `${text}\n\n-- \n${footer}`,
  }
}

/** A day as a letter names it. */
export const dayInWords = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** As short a line says nothing of its own; a greeting is nobody's offer. */
const leastWords = 30

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The lines of a letter by which it would be known again: those between its variables that are long enough. */
const tracesOf = (text: string): string[] =>
  text
    .split(/\n|\{\{[^}]*\}\}/)
    .map(plain)
    .filter((line) => line.length >= leastWords)

/** What of an offer would be known again in somebody's letter. */
export interface Traced {
  readonly kind: 'new-product' | 'coupon'
  readonly code: string
  readonly letters: readonly OfferText[]
}

/** Whether a text holds the code of a coupon as a word, however it is written. */
export const holdsCode = (text: string, { kind, code }: Traced): boolean =>
  kind === 'coupon' && holdsWord(plain(text), plain(code))

/**
 * Whether a text holds an offer: the code of its coupon as a word, or a line of one of its letters. The name of a product
 * alone is no offer: buyers are written to about products every day.
 */
export function holdsOffer(text: string, offer: Traced): boolean {
  const said = plain(text)
  return (
    holdsCode(text, offer) || offer.letters.some((letter) => tracesOf(letter.text).some((line) => said.includes(line)))
  )
}

function holdsWord(text: string, word: string): boolean {
  const isInner = (sign: string | undefined): boolean => sign !== undefined && /[a-z0-9]/.test(sign)
  for (let at = text.indexOf(word); word !== '' && at >= 0; at = text.indexOf(word, at + 1))
    if (!isInner(text[at - 1]) && !isInner(text[at + word.length])) return true
  return false
}
