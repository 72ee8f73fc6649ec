import { findPhrases, type Hit, makePhraseBook, type PhraseBook } from '../../lib/text.phrases.ts'
import { read, type Sentence, type Token, tokensOf } from '../../lib/text.reading.ts'
import type { ReadSentence } from './rules.kinds.ts'

/** The file starter/intent-phrases.json: phrases separated by `|` by meaning and language, negating words by language. */
export interface IntentPhrases {
  readonly phrases: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly negators: Readonly<Record<string, string>>
}

/** What replies in one language are read with. */
export interface IntentBook {
  readonly language: string
  readonly phrases: PhraseBook<string>
  readonly negators: ReadonlySet<string>
}

/** Makes the book of one language. Chinese and Japanese replies carry English words too. */
export function makeIntentBook({ phrases, negators }: IntentPhrases, language: string): IntentBook {
  const listed = Object.entries(phrases).flatMap(([meaning, byLanguage]) =>
    (byLanguage[language] ?? '')
      .split('|')
      .filter(Boolean)
      .map((text) => ({ text, meaning })),
  )
  return {
    language,
    phrases: makePhraseBook(listed),
    negators: new Set((negators[language] ?? '').split(' ').filter(Boolean)),
  }
}

/** These mean the opposite when a negation stands with them: `keep` becomes `not-keep`. */
const negatable = new Set(['accept', 'keep', 'return', 'pay', 'insist', 'part', 'replace', 'cancel'])
/** A longer phrase takes the place of those inside it ("return shipping" is not "return"); these only colour them. */
const colouring = new Set(['mind', 'percent', 'yes', 'yours', 'past'])
/** In these the negation may stand behind the verb: "ich behalte es nicht", "je ne garde pas". */
const negatesBackwards = new Set(['de', 'nl', 'sv', 'fr'])
/** Words between a negation and what it negates. */
const NEAR = 2
const FAR = 6
/** Characters between the two in scripts without spaces. */
const NEAR_CHARACTERS = { zh: 4, ja: 6 }

/**
 * Reads a reply clause by clause, with the meanings found in each; a negated one is named `not-…`, and a clause that asks
 * has the meaning `question`. "OK, I pay, where do I send it?" is two clauses: only the last one asks.
 */
export function readClauses(text: string, book: IntentBook): ReadSentence[] {
  return read(text)
    .flatMap(splitQuestion)
    .map((clause) => {
      const hits = withNegations(clause, shadowed(findPhrases(book.phrases, clause)), book)
      const signs = signsOf(clause)
      return { ...clause, concepts: [...hits, ...signs] }
    })
}

/** "Sí" and "sì" are a yes, "si" is an if: folded they are the same word. */
const affirmed = /[íìÍÌ]/u

/** "Aceptó" and "accettò" are what somebody else did, "acepto" is what the buyer does. */
const othersPast = /[óò]$/u

/** Keeping the item for an amount is taking an offer, not giving up. */
const money = /\d\s?(?:[%％€$£¥円元]|(?:eur|euro|usd|gbp|dollars?|zł|zl|kr|sek|pln)\b)|[€$£¥]\s?\d/iu

const asked = /[?？]["”’»)\]」』]*\s*$/u

function isAsked(text: string): boolean {
  return asked.test(text)
}

function splitQuestion(sentence: Sentence): Sentence[] {
  if (!isAsked(sentence.text)) return [sentence]
  const cut = Math.max(...[', ', '，', '; ', '；', ' - '].map((mark) => sentence.text.lastIndexOf(mark)))
  if (cut <= 0) return [sentence]
  return [sentence.text.slice(0, cut), sentence.text.slice(cut)].map((part) => {
    const text = part.replace(/^[\s,，;；-]+/u, '')
    return { text, tokens: tokensOf(text) }
  })
}

/** What the signs of a clause say without words. */
function signsOf(clause: Sentence): Hit<string>[] {
  return [
    ...(isAsked(clause.text) && clause.tokens.length > 1 ? [whole('question', clause)] : []),
    ...(money.test(clause.text) ? [whole('percent', clause)] : []),
  ]
}

function whole(meaning: string, { text }: Sentence): Hit<string> {
  return { meaning, start: 0, end: text.length, quote: text }
}

function shadowed(hits: readonly Hit<string>[]): Hit<string>[] {
  return hits.filter(
    (hit) =>
      !(hit.meaning === 'if' && affirmed.test(hit.quote)) &&
      !(hit.meaning === 'accept' && othersPast.test(hit.quote)) &&
      !hits.some(
        (other) =>
          !colouring.has(other.meaning) &&
          other.start <= hit.start &&
          other.end >= hit.end &&
          other.end - other.start > hit.end - hit.start,
      ),
  )
}

function withNegations(sentence: Sentence, hits: readonly Hit<string>[], book: IntentBook): Hit<string>[] {
  const negated =
    book.language === 'zh' || book.language === 'ja' ? unspaced(sentence, hits, book) : spaced(sentence, hits, book)
  return hits.map((hit) => (negated.has(hit) ? { ...hit, meaning: `not-${hit.meaning}` } : hit))
}

/** Chinese negates before the word, Japanese at the end of it. */
function unspaced({ text }: Sentence, hits: readonly Hit<string>[], book: IntentBook): Set<Hit<string>> {
  return new Set(
    hits.filter(({ meaning, start, end }) => {
      if (!negatable.has(meaning)) return false
      const beside =
        book.language === 'zh'
          ? (text
              .slice(Math.max(0, start - NEAR_CHARACTERS.zh), start)
              .split(/[，。！？、\s]/u)
              .at(-1) ?? '')
          : (text.slice(end, end + NEAR_CHARACTERS.ja).split(/[、。！？\s]/u)[0] ?? '')
      return [...book.negators].some((negator) => beside.includes(negator))
    }),
  )
}

function spaced(sentence: Sentence, hits: readonly Hit<string>[], book: IntentBook): Set<Hit<string>> {
  const { tokens } = sentence
  const negated = new Set<Hit<string>>()
  tokens.forEach((token, at) => {
    if (!book.negators.has(token.word) || hits.some((hit) => hit.start <= token.start && hit.end >= token.end)) return
    const target = targetOf(sentence, at, hits, book)
    if (target) negated.add(target)
  })
  return negated
}

/** What a negating word negates: the next meaning, in some languages the one before when none follows closely. */
function targetOf(
  sentence: Sentence,
  at: number,
  hits: readonly Hit<string>[],
  book: IntentBook,
): Hit<string> | undefined {
  const placed = hits
    .filter(({ meaning }) => negatable.has(meaning))
    .map((hit) => ({ hit, away: distance(sentence, at, hit) }))
    .filter(({ away }) => away !== undefined && Math.abs(away) <= FAR)
    .map(({ hit, away = 0 }) => ({ hit, away }))
  const following = placed.filter(({ away }) => away > 0).sort((a, b) => a.away - b.away)[0]
  if (!negatesBackwards.has(book.language)) return following?.hit
  if (following && following.away <= NEAR) return following.hit
  const preceding = placed.filter(({ away }) => away < 0).sort((a, b) => b.away - a.away)[0]
  return preceding?.hit ?? following?.hit
}

/** Words from the negation to the meaning, below 0 when it stands before; undefined beyond a comma. */
function distance({ text, tokens }: Sentence, at: number, hit: Hit<string>): number | undefined {
  const negator = tokens[at]
  if (!negator) return undefined
  const follows = hit.start > negator.start
  const between = follows ? text.slice(negator.end, hit.start) : text.slice(hit.end, negator.start)
  if (/[,;:.!?–—(]/u.test(between)) return undefined
  const place = tokens.findIndex((token: Token) => (follows ? token.start >= hit.start : token.end >= hit.end))
  return place - at
}
