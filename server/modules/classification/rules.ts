import { deskLanguages, identifyLanguage, type LanguageTable } from '../../lib/language.ts'
import { type Model, strengthOf } from '../../lib/softmax.ts'
import type { PhraseBook } from '../../lib/text.phrases.ts'
import { read, type Sentence } from '../../lib/text.reading.ts'
import { excerpt } from '../../lib/text.ts'
import { ownWords } from './rules.capitals.ts'
import { featuresOfSentences, keyOf } from './rules.features.ts'
import { findIdentifiers, type Identifier } from './rules.identifiers.ts'
import {
  decideKind,
  type Evidence,
  evidenceOf,
  type KindGuess,
  type KindRule,
  type OwnRule,
  withConcepts,
} from './rules.kinds.ts'
import type { OffenceModels } from './rules.offence.ts'
import { type PriorityFacts, priorityOf } from './rules.priority.ts'
import type { ProfanityBooks } from './rules.profanity.ts'
import { hearTone, moodOf, type ToneBook, type ToneFinding } from './rules.tone.ts'
import type { Classification, Kind, Reason } from './schema.ts'

/** Everything that is needed to read a letter: what the desk ships with and what the workspace has taught it. */
export interface Reader {
  readonly languages: LanguageTable
  readonly concepts: ReadonlyMap<string, PhraseBook<string>>
  readonly tones: ReadonlyMap<string, ToneBook>
  readonly profanity: ProfanityBooks
  readonly offence: OffenceModels
  readonly kindRules: readonly KindRule[]
  readonly model: Model
  readonly ownRules: PhraseBook<OwnRule>
  readonly ownPatterns: readonly string[]
}

export interface LetterToRead {
  readonly subject: string
  readonly text: string
  /** Languages that are likely here, the likeliest first: of the ticket so far, of the store's marketplace. */
  readonly expectedLanguages?: readonly string[]
  /** Where the letter comes from: order numbers of that form come first. */
  readonly marketplaceKind?: string
  readonly facts?: PriorityFacts
}

/** Below this the sub-type would be a guess; the kind alone is kept. */
const SUBTYPE_CONFIDENCE = 0.22
/** A text of fewer letters borrows the subject to be recognised by. */
const FEW_LETTERS = 24

/** Longer letters are judged by their beginning; nobody puts what they want behind ten pages. */
const READ_CHARACTERS = 30_000
/** When not even the kind stands out, it is a question until a person says otherwise. */
const KIND_CONFIDENCE = 0.3

/** Reads a letter: language, kind, sub-type, ids, tone, priority, and why. Pure: the same letter gives the same answer. */
export function readLetter(reader: Reader, letter: LetterToRead, now: Date): Classification {
  const own = ownWords(letter.text.slice(0, READ_CHARACTERS))
  const guess = languageOf(reader, letter, own)
  const language = guess.language ?? letter.expectedLanguages?.[0] ?? 'en'
  const concepts = bookFor(reader.concepts, language)
  const subject = letter.subject.replace(/^(?:\s*(?:re|aw|wg|fwd?|sv|odp|tr|rif|antw|回复|转发|答复)\s*[:：])+/iu, '')
  const head = subject.trim() === '' ? [] : read(subject.replace(/[.!?。！？]+\s*/gu, ' '))
  const sentences = withConcepts([...head, ...read(own)], concepts)
  const tone = hearTone({ ...reader, tone: bookFor(reader.tones, language) }, own, sentences, language)
  const evidence = [
    ...evidenceOf(sentences, head.length > 0, reader.kindRules, reader.ownRules, language),
    ...tone.flatMap(evidenceOfTone),
  ]
  const about = decideKind(evidence, reader.model, featuresOfSentences(sentences))
  const { kind, subType } = saysNothing(sentences) ? nothing : partsOf(about)
  const mood = moodOf(tone)
  const kindReasons = reasonsForKind(reader.model, about, sentences)
  const facts = letter.facts ?? {}
  const pressing = priorityOf({ kind, subType, kindReason: kindReasons[0], tone, mood, facts, now })
  const identifiers = findIdentifiers(`${letter.subject}\n${own}`, reader.ownPatterns)
  return {
    kind,
    subType,
    confidence: round(about.confidence),
    others: about.others.map(({ label, confidence }) => ({ ...splitLabel(label), confidence: round(confidence) })),
    language,
    languageConfidence: round(guess.confidence),
    priority: pressing.priority,
    mood,
    profanity: tone.some(isRude),
    offensive: tone.some(({ code }) => code === 'profanity' || code === 'offence'),
    capitals: tone.some(({ code }) => code === 'capitals'),
    reasons: [...kindReasons, ...pressing.reasons].map(brief),
    orderNumbers: orderNumbers(identifiers, letter.marketplaceKind),
    identifiers: different(identifiers),
  }
}

function languageOf(reader: Reader, letter: LetterToRead, own: string) {
  const letters = own.match(/\p{L}/gu)?.length ?? 0
  const text = letters < FEW_LETTERS ? `${own}\n${letter.subject}` : own
  return identifyLanguage(reader.languages, text, letter.expectedLanguages)
}

/** Letters in languages beyond the ten are read as English: Portuguese buyers write "refund", "tracking", "Amazon" too. */
export function bookFor<Book>(books: ReadonlyMap<string, Book>, language: string): Book {
  const book = books.get(language) ?? books.get(deskLanguages[0])
  if (!book) throw new Error('the reader has no books')
  return book
}

function isRude({ code }: ToneFinding): boolean {
  return code === 'profanity' || code === 'mild-profanity'
}

const nothing = { kind: 'inquiry', subType: null } as const

/** A greeting alone, a number, a question mark: there is nothing to guess from. */
function saysNothing(sentences: readonly Sentence[]): boolean {
  return !sentences.some(({ text }) => (text.match(/\p{L}/gu)?.length ?? 0) >= 2)
}

function splitLabel(label: string): { kind: Kind; subType: string | null } {
  const [kind = 'inquiry', subType = ''] = label.split('/')
  return { kind: kind as Kind, subType: subType === '' ? null : subType }
}

function partsOf({ label, confidence, kind }: KindGuess): { kind: Kind; subType: string | null } {
  if (confidence >= SUBTYPE_CONFIDENCE) return splitLabel(label)
  return { kind: kind.confidence >= KIND_CONFIDENCE ? (kind.name as Kind) : 'inquiry', subType: null }
}

/** A letter that warns of danger or threatens with the law is a complaint, whatever else it asks for. */
function evidenceOfTone({ code, quote, sentence }: ToneFinding): Evidence[] {
  const told = { source: 'rule', about: code, quote, sentence } as const
  if (code === 'threat.safety' || code === 'threat.injury') return [{ label: 'complaint/safety', weight: 4, ...told }]
  if (code === 'threat.lawyer' || code === 'threat.authority' || code === 'threat.press')
    return [{ label: 'complaint/service', weight: 1.5, ...told }]
  return []
}

/** At most two rules, one for each quotation; without any, the words that the classifier went by. */
function reasonsForKind(model: Model, about: KindGuess, sentences: readonly Sentence[]): Reason[] {
  const quotes = new Set<string>()
  const told = about.evidence.filter(({ quote }) => !quotes.has(quote) && quotes.add(quote)).slice(0, 2)
  if (told.length > 0) return told.map(asReason)
  const learnt = tellingWords(model, about.label, sentences)
  return learnt ? [learnt] : []
}

function asReason({ source, about, quote, sentence }: Evidence): Reason {
  return { code: source, about, quote, sentence }
}

/** The word, or pair of words, that spoke most for the label. */
function tellingWords(model: Model, label: string, sentences: readonly Sentence[]): Reason | undefined {
  const column = model.labels.indexOf(label)
  let most = 0
  let reason: Reason | undefined
  for (const { text, tokens } of sentences) {
    tokens.forEach((token, index) => {
      const before = tokens[index - 1]
      const alone = strengthOf(model, keyOf('word', token.word), column)
      const pair = before ? strengthOf(model, keyOf('pair', `${before.word} ${token.word}`), column) : 0
      if (alone + pair <= most) return
      most = alone + pair
      const start = before && pair > 0 ? before.start : token.start
      reason = { code: 'learnt', about: label, quote: text.slice(start, token.end), sentence: text }
    })
  }
  return reason
}

function brief(reason: Reason): Reason {
  return {
    ...reason,
    ...(reason.quote !== undefined && { quote: excerpt(reason.quote) }),
    ...(reason.sentence !== undefined && { sentence: excerpt(reason.sentence, 300) }),
  }
}

/** Each once, those of the letter's own marketplace first: the first is taken for the ticket's. */
function orderNumbers(identifiers: readonly Identifier[], marketplaceKind: string | undefined): string[] {
  const home = marketplaceKind === 'own-shop' ? 'own' : marketplaceKind
  const orders = identifiers.filter(({ kind }) => kind === 'order')
  const [near, far] = [
    orders.filter(({ marketplace }) => marketplace === home),
    orders.filter(({ marketplace }) => marketplace !== home),
  ]
  return [...new Set([...near, ...far].map(({ value }) => value))]
}

function different(identifiers: readonly Identifier[]) {
  const seen = new Map(
    identifiers.map(({ kind, value, marketplace }) => [
      `${kind} ${value}`,
      { kind, value, ...(marketplace && { marketplace }) },
    ]),
  )
  return [...seen.values()]
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}
