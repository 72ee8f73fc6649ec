import { findPhrases, type Hit, makePhraseBook, type PhraseBook } from '../../lib/text.phrases.ts'
import { type Sentence, tokensOf } from '../../lib/text.reading.ts'
import { fold } from '../../lib/text.ts'

/** How rude: `mild` is swearing that some say without anger (damn), `strong` is abuse. */
export type Rudeness = 'mild' | 'strong'

/** One language's words, as patterns of phrases separated by `|`. */
export interface ProfanityList {
  readonly strong?: string
  readonly mild?: string
  /** Words that mean something else without their diacritics (coño, cono): compared unfolded. */
  readonly raw?: string
  /** Innocent phrases that contain a rude word; what stands inside them is not rude. */
  readonly allow?: string
}

/** Lists by language; `any` holds the English words that buyers of every language use. */
export type ProfanityLists = Readonly<Record<string, ProfanityList>>

interface Book {
  readonly rude: PhraseBook<Rudeness>
  readonly raw: ReadonlySet<string>
  readonly allowed: PhraseBook<true>
  /** Single words without wildcard, for masks like f**k. */
  readonly plain: readonly string[]
}

/** Profanity lists made ready for searching. */
export type ProfanityBooks = ReadonlyMap<string, Book>

/** Prepares the shipped and the workspace's own lists. */
export function makeProfanityBooks(lists: ProfanityLists): ProfanityBooks {
  return new Map(Object.entries(lists).map(([language, list]) => [language, bookOf(list)]))
}

function bookOf(list: ProfanityList): Book {
  const strong = split(list.strong)
  const mild = split(list.mild)
  return {
    rude: makePhraseBook([
      ...strong.map((text) => ({ text, meaning: 'strong' as const })),
      ...mild.map((text) => ({ text, meaning: 'mild' as const })),
    ]),
    raw: new Set(split(list.raw)),
    allowed: makePhraseBook(split(list.allow).map((text) => ({ text, meaning: true as const }))),
    plain: strong.map((word) => word.replace(/\*$/, '')).filter((word) => /^[a-z]{3,}$/.test(word)),
  }
}

function split(list: string | undefined): string[] {
  return (list ?? '').split('|').filter((word) => word !== '')
}

/** A rude expression in a sentence. */
export type ProfanityHit = Hit<Rudeness>

/**
 * The first rude expression of a sentence, strong ones before mild ones, or undefined.
 *
 * Only the lists of the text's own language count, besides a few English words that all use: "dick" is German for
 * thick, "slut" is Swedish for sold out. Evasions are seen through: sh1t, f**k, s h i t, fuuuck.
 */
export function findProfanity(
  books: ProfanityBooks,
  sentence: Sentence,
  language: string | undefined,
): ProfanityHit | undefined {
  const own = language === undefined ? [] : [books.get(language)]
  const known = [...own, language === 'en' ? undefined : books.get('any')].filter((book) => book !== undefined)
  const hits = known.flatMap((book) => [...plainHits(book, sentence), ...disguisedHits(book, sentence)])
  return hits.find(({ meaning }) => meaning === 'strong') ?? hits[0]
}

function plainHits(book: Book, sentence: Sentence): ProfanityHit[] {
  const rude = findPhrases(book.rude, sentence)
  if (book.raw.size > 0) {
    for (const { start, end } of sentence.tokens) {
      const quote = sentence.text.slice(start, end)
      if (book.raw.has(quote.toLowerCase())) rude.push({ meaning: 'strong', start, end, quote })
    }
  }
  if (rude.length === 0) return rude
  const allowed = findPhrases(book.allowed, sentence)
  return rude.filter((hit) => !allowed.some(({ start, end }) => start <= hit.start && hit.end <= end))
}

/** Letters that stand for others. A digit 1 is read as i first, then as l. */
const disguises: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' },
  ...{ '@': 'a', $: 's', '!': 'i', '|': 'l', '+': 't', '€': 'e', '£': 'l', '¡': 'i' },
  ...{ а: 'a', е: 'e', о: 'o', с: 'c', р: 'p', х: 'x', у: 'y', к: 'k', і: 'i' },
}
const disguise = /[0134578@$!|+€£¡аеосрхукі]/g
const chunkPattern = /[^\s,;:()"“”«»]+/gu
const mask = /[*#%•]/g
const endings = ['', 's', 'y', 'ed', 'er', 'ing']

function* disguisedHits(book: Book, sentence: Sentence): Generator<ProfanityHit> {
  for (const match of sentence.text.matchAll(chunkPattern)) {
    const written = match[0].replace(/[.!?…'’]+$/u, '')
    if (written.length < 3 || written.length > 24) continue
    const found = unmask(book, written) ?? uncover(book, written)
    if (found) yield { meaning: found, start: match.index, end: match.index + written.length, quote: written }
  }
  yield* spelledOut(book, sentence)
}

/** f**k, sh*t, f***ing: the letters that are left fit a rude word of the same length. */
function unmask(book: Book, written: string): Rudeness | undefined {
  const word = fold(written)
  if (!/^[a-z]+[*#%•]+[a-z]*$/.test(word) || word.replace(mask, '').length < (word.length > 4 ? 2 : 1)) return undefined
  const pattern = new RegExp(`^${word.replace(mask, '[a-z]')}$`)
  const fits = book.plain.some((rude) => endings.some((ending) => pattern.test(rude + ending)))
  return fits ? 'strong' : undefined
}

/** sh1t, @sshole, fuuuck: read with other letters, or with its repeated letters taken out. */
function uncover(book: Book, written: string): Rudeness | undefined {
  const word = fold(written)
  // A55 is a telephone, not an insult: there must be more letters than figures.
  if (/\d{3}|\.\w/.test(word) || count(word, /[a-z]/g) <= count(word, /\d/g)) return undefined
  const spellings = new Set<string>()
  const disguised = /[0-9@$!|+€£¡а-яі]/.test(word)
  const letters = disguised ? word.replace(disguise, (sign) => disguises[sign] ?? sign) : word
  if (disguised)
    spellings.add(letters).add(word.replaceAll('1', 'l').replace(disguise, (sign) => disguises[sign] ?? sign))
  if (/(.)\1\1/.test(letters)) {
    spellings.add(letters.replace(/(.)\1{2,}/g, '$1'))
    spellings.add(letters.replace(/(.)\1{2,}/g, '$1$1'))
  }
  for (const spelling of spellings) {
    const [hit] = plainHits(book, { text: spelling, tokens: tokensOf(spelling) })
    if (hit && hit.start === 0) return hit.meaning
  }
  return undefined
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

const lettersApart = /(?<![\p{L}\p{N}])\p{L}(?:([ .\-_*])\p{L}(?:\1\p{L})+)(?![\p{L}\p{N}])/gu

/** s h i t, f.u.c.k: single letters with the same sign between them. */
function* spelledOut(book: Book, sentence: Sentence): Generator<ProfanityHit> {
  for (const match of sentence.text.matchAll(lettersApart)) {
    const word = fold(match[0].replace(/[^\p{L}]/gu, ''))
    const rude = book.plain.find((plain) => plain.length >= 4 && word.includes(plain))
    if (rude) yield { meaning: 'strong', start: match.index, end: match.index + match[0].length, quote: match[0] }
  }
}
