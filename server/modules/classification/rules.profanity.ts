import { findPhrases, type Hit, makePhraseBook, type PhraseBook } from '../../lib/text.phrases.ts'
import type { Sentence } from '../../lib/text.reading.ts'
import { fold } from '../../lib/text.ts'
import { disguisedHits } from './rules.profanity.disguise.ts'
import { isName } from './rules.profanity.names.ts'

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
  /** Each head with each tail is strong, as one word and as two; with `+` as one word only (knobhead, butthead). */
  readonly heads?: string
  readonly tails?: string
  /** Strong words as they sound, for spellings like phukk and niggaz (see rules.profanity.disguise.ts). */
  readonly sounds?: string
  /** Rude words that are also names of people and places: Dick Tracy, Herr Fick. */
  readonly names?: string
}

/** Lists by language; `any` holds the English words that buyers of every language use. */
export type ProfanityLists = Readonly<Record<string, ProfanityList>>

/** One language's lists, made ready. */
export interface ProfanityBook {
  readonly rude: PhraseBook<Rudeness>
  readonly raw: ReadonlySet<string>
  readonly allowed: PhraseBook<true>
  readonly sounds: PhraseBook<Rudeness> | undefined
  readonly names: ReadonlySet<string>
  /** Single words without wildcard, for masks like f**k. */
  readonly plain: readonly string[]
}

/** Profanity lists made ready for searching. */
export type ProfanityBooks = ReadonlyMap<string, ProfanityBook>

/** Prepares the shipped lists. */
export function makeProfanityBooks(lists: ProfanityLists): ProfanityBooks {
  return new Map(Object.entries(lists).map(([language, list]) => [language, bookOf(list)]))
}

function bookOf(list: ProfanityList): ProfanityBook {
  const strong = [...split(list.strong), ...compoundsOf(list)]
  const mild = split(list.mild)
  return {
    rude: makePhraseBook([
      ...strong.map((text) => ({ text, meaning: 'strong' as const })),
      ...mild.map((text) => ({ text, meaning: 'mild' as const })),
    ]),
    raw: new Set(split(list.raw)),
    allowed: makePhraseBook(split(list.allow).map((text) => ({ text, meaning: true as const }))),
    sounds: list.sounds
      ? makePhraseBook(split(list.sounds).map((text) => ({ text, meaning: 'strong' as const })))
      : undefined,
    names: new Set(split(list.names)),
    plain: split(list.strong)
      .map((word) => fold(word.replace(/\*$/, '')))
      .filter((word) => /^[a-z]{3,}$/.test(word)),
  }
}

function split(list: string | undefined): string[] {
  return (list ?? '').split('|').filter((word) => word !== '')
}

function compoundsOf({ heads, tails }: ProfanityList): string[] {
  return split(heads).flatMap((head) =>
    split(tails).flatMap((tail) =>
      head.startsWith('+')
        ? [head.slice(1) + tail]
        : [head + tail, `${head}${tail.startsWith('s') ? '' : 's'}${tail}`, `${head} ${tail}`],
    ),
  )
}

/** A rude expression in a sentence. */
export type ProfanityHit = Hit<Rudeness>

/**
 * The first rude expression of a sentence, strong ones before mild ones, or undefined.
 *
 * Only the lists of the text's own language count, besides a few English words that all use: "dick" is German for
 * thick, "slut" is Swedish for sold out. Evasions are seen through: sh1t, f**k, s h i t, fuuuck, fυck.
 */
export function findProfanity(
  books: ProfanityBooks,
  sentence: Sentence,
  language: string | undefined,
): ProfanityHit | undefined {
  const own = language === undefined ? [] : [books.get(language)]
  const known = [...own, language === 'en' ? undefined : books.get('any')].filter((book) => book !== undefined)
  const hits = known.flatMap((book) => {
    const found = [...plainHits(book, sentence), ...disguisedHits(book, sentence, plainHits)]
    return found.length === 0 ? found : found.filter((hit) => !isInnocent(book, sentence, hit))
  })
  const first = hits.find(({ meaning }) => meaning === 'strong') ?? hits[0]
  return hits.reduce((longest, hit) => (isLonger(hit, longest) ? hit : longest), first)
}

/** Whether a hit at the same place says more: dick face, not dick. */
function isLonger(hit: ProfanityHit, than: ProfanityHit | undefined): boolean {
  return hit.meaning === than?.meaning && hit.start === than.start && hit.end > than.end
}

function isInnocent(book: ProfanityBook, sentence: Sentence, hit: ProfanityHit): boolean {
  if (book.names.has(fold(hit.quote)) && isName(sentence, hit)) return true
  return findPhrases(book.allowed, sentence).some(({ start, end }) => start <= hit.start && hit.end <= end)
}

function plainHits(book: ProfanityBook, sentence: Sentence): ProfanityHit[] {
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
