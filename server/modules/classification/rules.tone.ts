import { findPhrases, makePhraseBook, type PhraseBook } from '../../lib/text.phrases.ts'
import type { Sentence } from '../../lib/text.reading.ts'
import { shoutedIn } from './rules.capitals.ts'
import type { ReadSentence } from './rules.kinds.ts'
import { findOffence, type OffenceModels } from './rules.offence.ts'
import { findProfanity, type ProfanityBooks } from './rules.profanity.ts'
import { repeatedIn, repeatedSentence } from './rules.repetition.ts'

/** What a buyer threatens with, or warns of. */
export const threats = [
  'a-to-z',
  'chargeback',
  'case',
  'lawyer',
  'authority',
  'press',
  'bad-review',
  'injury',
  'safety',
] as const
export type Threat = (typeof threats)[number]

/** What is found of a buyer's mood, each with the buyer's words. */
export interface ToneFinding {
  readonly code:
    | 'profanity'
    | 'mild-profanity'
    | 'offence'
    | 'capitals'
    | 'repetition'
    | 'angry-words'
    | 'exclamation'
    | 'deadline'
    | `threat.${Threat}`
  readonly quote: string
  readonly sentence: string
}

/** A language's phrases for threats, injury, danger, anger and haste. */
export type ToneBook = PhraseBook<Meaning>
/** `risk`: words of danger that warn of nothing in a question ("is it dangerous to open?"). */
type Meaning = ToneFinding['code'] | 'risk' | 'innocent'

/** Phrases separated by `|`, by meaning and language (starter/threats.json). */
export type ToneLists = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Prepares one language's phrases. */
export function makeToneBook(lists: ToneLists, language: string): ToneBook {
  return makePhraseBook(
    Object.entries(lists).flatMap(([name, byLanguage]) =>
      (byLanguage[language] ?? '')
        .split('|')
        .filter((text) => text !== '')
        .map((text) => ({ text, meaning: codeOf(name) })),
    ),
  )
}

function codeOf(name: string): Meaning {
  if (name === 'deadline' || name === 'risk' || name === 'angry-words' || name === 'innocent') return name
  const threat = threats.find((known) => known === name)
  if (!threat) throw new Error(`no tone is called ${name}`)
  return `threat.${threat}`
}

/** Concepts of the kind lexicon that are threats when the ticket is not about them. */
const claimConcepts: readonly Threat[] = ['a-to-z', 'chargeback', 'case']
/** "Nobody was injured" and "not dangerous" warn of nothing. */
const denials = new Set(
  'no not nobody never without kein keine keinen nicht niemand ohne pas aucun aucune sans non nessun nessuna senza ningun ninguna sin nadie niet geen niemand zonder inte ingen inga utan nie brak bez nikt 没 不 无 未 非'.split(
    ' ',
  ),
)

/** What is needed to hear a tone. */
export interface ToneEar {
  readonly profanity: ProfanityBooks
  readonly offence: OffenceModels
  readonly tone: ToneBook
  readonly ownPatterns: readonly string[]
}

/**
 * Everything in a letter that tells how its writer feels or what they threaten with. One finding of each code:
 * the first, with its sentence.
 *
 * @param own what the writer wrote this time, without quotations and signature
 */
export function hearTone(
  ear: ToneEar,
  own: string,
  sentences: readonly ReadSentence[],
  language: string | undefined,
): ToneFinding[] {
  const found = new Map<ToneFinding['code'], ToneFinding>()
  const note = (finding: ToneFinding): void => {
    if (!found.has(finding.code)) found.set(finding.code, finding)
  }
  for (const sentence of sentences) {
    const rude = findProfanity(ear.profanity, sentence, language)
    if (rude) {
      const code = rude.meaning === 'strong' ? 'profanity' : 'mild-profanity'
      note({ code, quote: rude.quote, sentence: sentence.text })
    }
    for (const finding of phrasesIn(ear, sentence)) note(finding)
    const [marks] = sentence.text.match(/[!！]{3,}|[?？][!！][?？!！]*|[!！][?？][?？!！]*/u) ?? []
    if (marks) note({ code: 'exclamation', quote: marks, sentence: sentence.text })
    const again = repeatedIn(sentence)
    if (again !== undefined) note({ code: 'repetition', quote: again, sentence: sentence.text })
  }
  const again = repeatedSentence(sentences)
  if (again !== undefined) note({ code: 'repetition', quote: again, sentence: again })
  const offence = findOffence(ear.offence, sentences, language)
  if (offence) note({ code: 'offence', quote: offence.quote, sentence: offence.sentence })
  const shouted = shoutedIn(own, ear.ownPatterns)
  if (shouted !== undefined) note({ code: 'capitals', quote: shouted, sentence: shouted })
  return [...found.values()]
}

function* phrasesIn(ear: ToneEar, sentence: ReadSentence): Generator<ToneFinding> {
  const hits = findPhrases(ear.tone, sentence)
  const innocent = hits.filter(({ meaning }) => meaning === 'innocent')
  for (const { meaning, start, end, quote } of hits) {
    if (meaning === 'innocent' || innocent.some((span) => span.start <= start && end <= span.end)) continue
    if (meaning === 'risk' && /[?？]$/u.test(sentence.text)) continue
    const code = meaning === 'risk' ? 'threat.safety' : meaning
    if (code.startsWith('threat.') && isDenied(sentence, start)) continue
    yield { code, quote, sentence: sentence.text }
  }
  for (const { meaning, quote } of sentence.concepts) {
    const threat = claimConcepts.find((concept) => concept === meaning)
    if (threat) yield { code: `threat.${threat}`, quote, sentence: sentence.text }
  }
}

/** Whether one of the three words before says no. */
function isDenied(sentence: Sentence, start: number): boolean {
  const before = sentence.tokens.filter((token) => token.end <= start).slice(-3)
  return before.some(({ word }) => denials.has(word))
}

/** How a letter sounds, in one word. */
export const moods = ['calm', 'upset', 'angry'] as const
export type Mood = (typeof moods)[number]

const angry = new Set<ToneFinding['code']>(['profanity', 'capitals'])
const upset = new Set<ToneFinding['code']>(['mild-profanity', 'angry-words', 'offence', 'repetition'])

/**
 * Angry: swears or shouts, or uses angry words with a threat or many exclamation marks. Upset: one of these alone. What a
 * model finds offensive makes nobody angry by itself: it sees likeness to insults, and may be wrong.
 */
export function moodOf(findings: readonly ToneFinding[]): Mood {
  if (findings.some(({ code }) => angry.has(code))) return 'angry'
  const threatening = findings.some(({ code }) => code.startsWith('threat.'))
  const cross = findings.some(({ code }) => upset.has(code))
  const loud = findings.some(({ code }) => code === 'exclamation')
  if (cross && (threatening || loud)) return 'angry'
  return cross || threatening ? 'upset' : 'calm'
}
