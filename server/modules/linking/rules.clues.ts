import { nameKey, numberKey } from '../../lib/text.keys.ts'
import { fold, words } from '../../lib/text.ts'
import type { Identifier } from './schema.ts'

/** What the buyer wrote, as one letter of the ticket. */
export interface BuyersLetter {
  readonly subject: string | null
  readonly text: string
  readonly quoted: string | null
  readonly authorName: string
  /** The sender's address as orders know buyers by; null where it is none. */
  readonly address: string | null
}

/** An order number that a letter names, perhaps. */
export interface NamedNumber {
  readonly folded: string
  /** As it was written. */
  readonly quote: string
  /** It is written as marketplaces write one, so it is an order number whether the order is known or not. */
  readonly shaped: boolean
  /** Whether it was typed into the ticket's own field, stands in a subject, or in a text only: surest first. */
  readonly place: Place
}
export type Place = 'ticket' | 'subject' | 'text'
const places: readonly Place[] = ['ticket', 'subject', 'text']

/** A text as titles are looked for in it. */
export interface Said {
  readonly words: ReadonlySet<string>
  /** Folded, so far as scripts without spaces are looked for in it. */
  readonly text: string
}

export function readSaid(text: string): Said {
  const folded = fold(text)
  return { words: new Set(words(folded)), text: folded.slice(0, mostCharacters) }
}

/** Goods are named at the beginning of a letter. */
const mostCharacters = 20_000

/** What the letters of a ticket say by which its order may be known. */
export interface Clues {
  readonly numbers: readonly NamedNumber[]
  readonly trackingNumbers: readonly string[]
  /** SKUs and ASINs, in capitals. */
  readonly items: readonly string[]
  readonly addresses: readonly string[]
  /** The sender's name as `nameKey` has it; empty where it is too little to know anybody by. */
  readonly buyer: string
  /** What was said, to look for titles in. */
  readonly said: Said
}

/** A figure, or a letter that is taken for one. */
const figure = '[0-9OoIl]'
const gap = '[-._/ \\t\\u00a0]{0,3}'
/** A dash or a space: without either twelve figures may be an eBay item. */
const sign = '[-. ]{1,3}'
const alone = (source: string) =>
  new RegExp(`(?<![\\p{Script=Latin}\\p{N}])${source}(?![\\p{Script=Latin}\\p{N}])`, 'gu')

/** Amazon: 3-7-7, digital orders begin with D01 (DOMAIN.md §3). eBay: 2-5-5 and, older, 12 and 10 to 14 figures. */
const shapes: readonly RegExp[] = [
  alone(`(?:${figure}{3}|[DdSs]${figure}{2})${gap}${figure}{7}${gap}${figure}{7}`),
  alone(`${figure}{2}${sign}${figure}{5}${sign}${figure}{5}`),
  alone(`${figure}{12}-${figure}{10,14}`),
]
/** What else may be one: some letters perhaps, and three figures at least, as own shops number. */
const loose = alone(`(?:#|[A-Za-z]{1,4}[-_ ]?#?)?${figure}[0-9OoIl-]{2,30}`)

/** More are not looked at: a table of numbers names no order. */
const mostNumbers = 30

/** Every order number that a text may name, surest first. */
export function numbersIn(text: string, place: Place): NamedNumber[] {
  let plain = text.normalize('NFKC').replace(/[‐‑‒–—―−]/g, '-')
  const found = new Map<string, NamedNumber>()
  const add = (quote: string, shaped: boolean) => {
    const folded = numberKey(quote)
    const figures = quote.replace(/\D/g, '').length
    // What is mostly letters is a word: “ill” is no number.
    if (figures < 3 || figures * 3 < folded.length || found.has(folded) || found.size >= mostNumbers) return
    found.set(folded, { folded, quote: quote.trim(), shaped, place })
  }
  for (const shape of shapes)
    plain = plain.replace(shape, (quote) => {
      add(quote, true)
      return ' '
    })
  for (const [quote] of plain.matchAll(loose)) {
    add(quote, false)
    // “is 1001”: the letters may be a word before the number.
    add(quote.replace(/^[A-Za-z]+[-_ ]?/, ''), false)
  }
  return [...found.values()]
}

/**
 * What the letters say, the newest first as they stand. `numberOfTicket` is the order number in the ticket's own field:
 * where no letter names it, somebody typed it.
 */
export function readClues(
  letters: readonly BuyersLetter[],
  numberOfTicket: string | null,
  identify: (text: string) => readonly Identifier[],
): Clues {
  const said = letters.map(({ text, quoted }) => [text, quoted ?? ''].join('\n'))
  const subjects = letters.map(({ subject }) => subject ?? '')
  const named = new Map<string, NamedNumber>()
  const keep = (number: NamedNumber) => {
    const before = named.get(number.folded)
    const isSurer = before && places.indexOf(number.place) < places.indexOf(before.place)
    if (!before || isSurer) named.set(number.folded, { ...number, shaped: number.shaped || before?.shaped === true })
  }
  for (const subject of subjects) for (const number of numbersIn(subject, 'subject')) keep(number)
  for (const text of said) for (const number of numbersIn(text, 'text')) keep(number)
  const typed = numberOfTicket === null ? '' : numberKey(numberOfTicket)
  if (numberOfTicket !== null && typed !== '' && !named.has(typed))
    keep({ folded: typed, quote: numberOfTicket, shaped: false, place: 'ticket' })
  const identifiers = [...subjects, ...said].flatMap(identify)
  const values = (...kinds: readonly Identifier['kind'][]) => [
    ...new Set(identifiers.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value.toUpperCase())),
  ]
  return {
    numbers: [...named.values()].slice(0, mostNumbers),
    trackingNumbers: values('tracking').slice(0, mostNumbers),
    items: values('sku', 'asin').slice(0, mostNumbers),
    addresses: [...new Set(letters.flatMap(({ address }) => (address === null ? [] : [address])))],
    buyer: nameOf(letters),
    said: readSaid([...subjects, ...said].join('\n')),
  }
}

/** Two words, or two characters of a script without spaces: a first name alone is everybody's. */
function nameOf(letters: readonly BuyersLetter[]): string {
  for (const { authorName } of letters) {
    const key = authorName.includes('@') ? '' : nameKey(authorName)
    if (key.includes(' ') || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{3,}$/u.test(key))
      return key
  }
  return ''
}
