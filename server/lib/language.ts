import { hanLanguage } from './language.han.ts'

/** A language as ISO 639-1 names it. */
export type LanguageCode = string

/** The languages that the desk is made for; others are recognised only when they are plain. */
export const deskLanguages = ['en', 'de', 'fr', 'it', 'es', 'nl', 'sv', 'pl', 'ja', 'zh'] as const

/** Scores of n-grams by language, as tools/classification/pack-languages.ts writes them. */
export interface PackedLanguages {
  readonly languages: readonly string[]
  readonly keys: string
  readonly masks: string
  readonly scores: string
}

/** The n-gram table and the function words, ready for use. */
export interface LanguageTable {
  readonly languages: readonly string[]
  readonly keys: Uint32Array
  readonly masks: Uint16Array
  /** Where each key's scores begin. */
  readonly starts: Uint32Array
  readonly scores: Uint8Array
  /** Languages by function word, as places in `languages`. */
  readonly functionWords: ReadonlyMap<string, readonly number[]>
}

export interface LanguageGuess {
  /** Undefined when the text has no letters to judge by. */
  readonly language: LanguageCode | undefined
  /** 0–1: how clearly it beats the next language. */
  readonly confidence: number
}

/** A function word is worth about half an n-gram of the highest frequency; shared ones count less for each. */
const FUNCTION_WORD = 100
/** A capitalised word inside a sentence is mostly a name, and names tell little. */
const NAME_SHARE = 0.4
/** Languages beyond the ten must win by this much, so that a short German text is not taken for Danish. */
const HANDICAP = 0.72
/** What the store's own languages gain: enough to decide "OK, thanks", not a sentence. */
const EXPECTED_BONUS = 1.06

/** A lead over fewer n-grams than these may be one name's. */
const ENOUGH_GRAMS = 12

/** Reads the packed table. `functionWords`: words separated by spaces, by language. */
export function openLanguages(packed: PackedLanguages, functionWords: Readonly<Record<string, string>>): LanguageTable {
  const keyBytes = bytesOf(packed.keys)
  const maskBytes = bytesOf(packed.masks)
  const keys = new Uint32Array(keyBytes.buffer)
  const masks = new Uint16Array(maskBytes.buffer)
  const starts = new Uint32Array(keys.length)
  let start = 0
  masks.forEach((mask, index) => {
    starts[index] = start
    start += bitsOf(mask)
  })
  const places = new Map<string, number[]>()
  for (const [language, words] of Object.entries(functionWords)) {
    const place = packed.languages.indexOf(language)
    for (const word of new Set(words.split(' '))) places.set(word, [...(places.get(word) ?? []), place])
  }
  return { languages: packed.languages, keys, masks, starts, scores: bytesOf(packed.scores), functionWords: places }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const characters = atob(base64)
  const bytes = new Uint8Array(characters.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index)
  return bytes
}

function bitsOf(mask: number): number {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++
  return bits
}

const scripts: readonly (readonly [RegExp, LanguageCode])[] = [
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
]

const latinRun = /[!-~\u00c0-\u024f]+/g
/** What is no language: addresses of the web and of mail, and words with long numbers (ids, SKUs, amounts). */
const noLanguage = /@|https?:|www\.|\d{3}/i

/** Enough of a letter to know its language by. */
const READ_CHARACTERS = 1_500

/**
 * The language of a text.
 *
 * Scripts decide first; letters shared by many languages are told apart by eld's n-grams and by function words.
 *
 * @param expected languages of the store's marketplace: they break ties in short texts
 */
export function identifyLanguage(
  table: LanguageTable,
  text: string,
  expected: readonly LanguageCode[] = [],
): LanguageGuess {
  const letters = text
    .slice(0, 4 * READ_CHARACTERS)
    .replace(latinRun, (run) => (noLanguage.test(run) ? ' ' : run))
    .slice(0, READ_CHARACTERS)
  const latin = count(letters, /\p{Script=Latin}/gu)
  const unspaced = hanLanguage(letters, latin, expected)
  if (unspaced) return unspaced
  for (const [script, language] of scripts) {
    if (count(letters, script) > latin / 2) return { language, confidence: 0.99 }
  }
  return latin === 0 ? { language: undefined, confidence: 0 } : latinLanguage(table, letters, expected)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function latinLanguage(table: LanguageTable, letters: string, expected: readonly LanguageCode[]): LanguageGuess {
  const totals = new Float64Array(table.languages.length)
  const seen = new Set<number | string>()
  const words = letters.match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? []
  words.forEach((written, at) => {
    const word = written.toLowerCase()
    const isName = at > 0 && word !== written && written.slice(1) === word.slice(1)
    addGrams(table, totals, seen, word, isName ? NAME_SHARE : 1)
    const places = table.functionWords.get(word)
    if (!places || seen.has(word)) return
    seen.add(word)
    for (const place of places) totals[place] = (totals[place] ?? 0) + FUNCTION_WORD / Math.sqrt(places.length)
  })
  const ranked = table.languages
    .map((language, place) => ({ language, score: (totals[place] ?? 0) * favour(language, expected) }))
    .sort((a, b) => b.score - a.score)
  const [best, next] = ranked
  if (!best || best.score === 0) return { language: undefined, confidence: 0 }
  const lead = (best.score - (next?.score ?? 0)) / best.score
  const evidence = Math.min(1, seen.size / ENOUGH_GRAMS)
  return { language: best.language, confidence: Math.min(0.99, 0.5 + 2.5 * lead * evidence) }
}

function favour(language: LanguageCode, expected: readonly LanguageCode[]): number {
  if (expected.includes(language)) return EXPECTED_BONUS
  return deskLanguages.some((known) => known === language) ? 1 : HANDICAP
}

const encoder = new TextEncoder()

/** eld's n-grams: four bytes of UTF-8 every three bytes, the first and the last marked by a space. */
function addGrams(
  table: LanguageTable,
  totals: Float64Array,
  seen: Set<number | string>,
  word: string,
  share: number,
): void {
  const bytes = encoder.encode(word).subarray(0, 70)
  const add = (from: number, to: number, first: boolean, last: boolean): void => {
    const key = hash(bytes, from, to, first, last)
    if (seen.has(key)) return
    seen.add(key)
    addScores(table, totals, key, share)
  }
  let from = 0
  for (; from + 4 < bytes.length; from += 3) add(from, from + 4, from === 0, false)
  add(bytes.length === 3 ? 0 : Math.max(0, bytes.length - 4), bytes.length, from === 0, true)
}

const SPACE = 0x20

function hash(bytes: Uint8Array, from: number, to: number, first: boolean, last: boolean): number {
  let value = 0x811c9dc5
  if (first) value = Math.imul(value ^ SPACE, 0x01000193)
  for (let index = from; index < to; index++) value = Math.imul(value ^ (bytes[index] ?? 0), 0x01000193)
  if (last) value = Math.imul(value ^ SPACE, 0x01000193)
  return value >>> 0
}

function addScores(table: LanguageTable, totals: Float64Array, key: number, share: number): void {
  const { keys, masks, starts, scores } = table
  let low = 0
  let high = keys.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = keys[middle] ?? 0
    if (found < key) low = middle + 1
    else if (found > key) high = middle - 1
    else {
      let at = starts[middle] ?? 0
      const mask = masks[middle] ?? 0
      for (let place = 0; place < totals.length; place++) {
        if (mask & (1 << place)) totals[place] = (totals[place] ?? 0) + (scores[at++] ?? 0) * share
      }
      return
    }
  }
}
