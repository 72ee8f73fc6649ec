import { type Features, type Model, predict, strengthOf } from '../../lib/softmax.ts'
import { foldCharacter } from '../../lib/text.reading.ts'

/**
 * Whether a text insults without a word that stands in a list, by a small model of each language for which there is a
 * free set of labelled texts: Chinese (COLD) and German (GermEval 2018). A model sees likeness, not meaning; what it
 * finds is a hint for a person and never decides about money (see rules.priority.ts).
 */
export const offenceLanguages = ['de', 'zh'] as const
export type OffenceLanguage = (typeof offenceLanguages)[number]

/** The models by language, each opened when the first letter in its language is read. */
export type OffenceModels = (language: string) => Model | undefined

/** An insulting sentence and the words in it that weighed most. */
export interface Offence {
  readonly sentence: string
  readonly quote: string
  readonly probability: number
}

/** As sure as this the model must be. A false alarm makes people distrust the true ones. */
export const SURE: Readonly<Record<OffenceLanguage, number>> = { de: 0.55, zh: 0.5 }

/** The sets are of short texts: longer letters are judged in stretches of so many characters, at sentence ends. */
const STRETCH = 280
/** Stretches of a letter at most: whoever insults does so early, and reading stays below a millisecond. */
const STRETCHES = 10

/** The most insulting sentence of a letter, when its stretch is found insulting. */
export function findOffence(
  models: OffenceModels,
  sentences: readonly { readonly text: string }[],
  language: string | undefined,
): Offence | undefined {
  if (!isOffenceLanguage(language)) return undefined
  const model = models(language)
  if (!model) return undefined
  let worst: { texts: string[]; probability: number } | undefined
  for (const texts of stretchesOf(sentences)) {
    const probability = offenceOf(model, texts.join(' '), language)
    if (probability >= SURE[language] && probability > (worst?.probability ?? 0)) worst = { texts, probability }
  }
  return worst && { ...heaviestOf(model, worst.texts, language), probability: worst.probability }
}

function isOffenceLanguage(language: string | undefined): language is OffenceLanguage {
  return offenceLanguages.some((known) => known === language)
}

/** The probability that a text insults, 0 to 1. */
export function offenceOf(model: Model, text: string, language: OffenceLanguage): number {
  return predict(model, offenceFeatures(text, language))[model.labels.indexOf('offensive')] ?? 0
}

function stretchesOf(sentences: readonly { readonly text: string }[]): string[][] {
  const stretches: string[][] = []
  let room = 0
  for (const { text } of sentences) {
    if (text.length > room || stretches.length === 0) {
      if (stretches.length === STRETCHES) break
      stretches.push([])
      room = STRETCH
    }
    stretches.at(-1)?.push(text.slice(0, 2 * STRETCH))
    room -= text.length
  }
  return stretches
}

/** What the model sees of a text: which of its pieces occur, not how often. */
export function offenceFeatures(text: string, language: OffenceLanguage): Features {
  const seen = new Set<number>()
  eachPiece(text, language, (key) => seen.add(key))
  return { keys: Uint32Array.from(seen), values: new Float32Array(seen.size).fill(1) }
}

/** Takes a piece's key, and where it stands: in characters of a Chinese text, in UTF-16 units of a German one. */
type Take = (key: number, start: number, end: number) => void

function eachPiece(text: string, language: OffenceLanguage, take: Take): void {
  if (language === 'zh') eachRun(text, take)
  else eachWordPiece(text, take)
}

const RUN = 3

/** Chinese: one to three characters in a row, whatever they are. */
function eachRun(text: string, take: Take): void {
  const characters = Array.from(text, (character) => (character.trim() === '' ? ' ' : foldCharacter(character)))
  for (let from = 0; from < characters.length; from++) {
    let key = START
    for (let size = 1; size <= RUN && from + size <= characters.length; size++) {
      key = hashOn(key, characters[from + size - 1] ?? '')
      take((key ^ size) >>> 0, from, from + size)
    }
  }
}

const wordPattern = /[\p{L}\p{M}\p{N}@#]+|[^\s\p{L}\p{N}]/gu
const SHORTEST = 3
const LONGEST = 5
/** Of a longer word only the beginning is looked at in runs of letters. */
const LONGEST_WORD = 40

/** German: words, pairs of words, and three to five letters in a row. Names and links of others tell nothing. */
function eachWordPiece(text: string, take: Take): void {
  const plain = text
    .replace(/https?:\S+/gu, (link) => ' '.repeat(link.length))
    .replace(/@\w+/gu, (name) => `@${' '.repeat(name.length - 1)}`)
  let before: { word: string; start: number } | undefined
  for (const match of plain.matchAll(wordPattern)) {
    const word = match[0].toLowerCase().replace(/\d+/gu, '0')
    const [start, end] = [match.index, match.index + match[0].length]
    take(hashOn(START ^ 1, word) >>> 0, start, end)
    if (before) take(hashOn(START ^ 2, `${before.word} ${word}`) >>> 0, before.start, end)
    before = { word, start }
    if (!/\p{L}/u.test(word)) continue
    const padded = ` ${word.slice(0, LONGEST_WORD)} `
    for (let from = 0; from < padded.length; from++) {
      let key = START
      const last = Math.min(LONGEST, padded.length - from)
      for (let size = 1; size <= last; size++) {
        key = Math.imul(key ^ padded.charCodeAt(from + size - 1), PRIME)
        if (size >= SHORTEST) take((key ^ size) >>> 0, start, end)
      }
    }
  }
}

const START = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a, continued over more UTF-16 units. */
function hashOn(hash: number, text: string): number {
  let value = hash
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, PRIME)
  }
  return value
}

/** The sentence of a stretch, and the words in it, that spoke most for an insult. */
function heaviestOf(model: Model, texts: readonly string[], language: OffenceLanguage): Omit<Offence, 'probability'> {
  const column = model.labels.indexOf('offensive')
  let heaviest = { sentence: texts[0] ?? '', quote: '', weight: Number.NEGATIVE_INFINITY }
  for (const sentence of texts) {
    const places = new Map<string, { start: number; end: number; weight: number }>()
    eachPiece(sentence, language, (key, start, end) => {
      const place = places.get(`${start} ${end}`) ?? { start, end, weight: 0 }
      place.weight += strengthOf(model, key, column)
      places.set(`${start} ${end}`, place)
    })
    const sum = [...places.values()].reduce((total, { weight }) => total + weight, 0)
    if (sum <= heaviest.weight) continue
    heaviest = { sentence, quote: quoteOf(sentence, [...places.values()], language), weight: sum }
  }
  return { sentence: heaviest.sentence, quote: heaviest.quote }
}

/** The words, or characters, that weighed most, as the buyer wrote them. */
function quoteOf(
  sentence: string,
  places: readonly { start: number; end: number; weight: number }[],
  language: OffenceLanguage,
): string {
  const signs = language === 'zh' ? Array.from(sentence) : sentence
  const [first] = places
    .filter(({ start, end }) => /\p{L}/u.test(partOf(signs, start, end)))
    .sort((a, b) => b.weight - a.weight || a.start - b.start)
  return first ? partOf(signs, first.start, first.end).trim() : sentence
}

function partOf(signs: string | readonly string[], start: number, end: number): string {
  const part = signs.slice(start, end)
  return typeof part === 'string' ? part : part.join('')
}
