import type { Features } from '../../lib/softmax.ts'
import type { PhraseBook } from '../../lib/text.phrases.ts'
import { read, type Sentence } from '../../lib/text.reading.ts'
import { type ReadSentence, withConcepts } from './rules.kinds.ts'

/**
 * What the classifier sees of a text: its words, pairs of words, runs of 3–5 characters, and the meanings that the
 * concept lexicon finds. Concepts are the same in every language, so that what is learnt from an English letter
 * helps with a German one. How much each family counts, before the text is brought to length 1:
 */
const weights = { word: 1, pair: 1, gram: 0.5, concept: 1.2, conceptPair: 0.7 }

const GRAMS = [3, 4, 5]

/** Reads a text's features. Pure and deterministic. */
export function featuresOf(text: string, concepts: PhraseBook<string>): Features {
  return featuresOfSentences(withConcepts(read(text), concepts))
}

/** The same for a text that has been read. */
export function featuresOfSentences(sentences: readonly ReadSentence[]): Features {
  const counts = new Map<number, number>()
  const weightOf = new Map<number, number>()
  const add = (family: keyof typeof weights, name: string): void => {
    const key = keyOf(family, name)
    counts.set(key, (counts.get(key) ?? 0) + 1)
    weightOf.set(key, weights[family])
  }
  for (const sentence of sentences) {
    addWords(sentence, add)
    addConcepts(sentence, add)
  }
  const keys = Uint32Array.from(counts.keys())
  const values = Float32Array.from(keys, (key) => (weightOf.get(key) ?? 0) * (1 + Math.log(counts.get(key) ?? 1)))
  return { keys, values }
}

type Add = (family: keyof typeof weights, name: string) => void

function addWords({ tokens }: Sentence, add: Add): void {
  let before = '^'
  for (const { word, unspaced } of tokens) {
    const plain = /^\p{N}/u.test(word) ? '0' : word
    add('word', plain)
    add('pair', `${before} ${plain}`)
    if (!unspaced) for (const gram of grams(plain)) add('gram', gram)
    before = plain
  }
  if (tokens.length > 0) add('pair', `${before} $`)
  addRuns(tokens, add)
}

/** In scripts without spaces three characters in a row say what a word does elsewhere. */
function addRuns(tokens: Sentence['tokens'], add: Add): void {
  for (let index = 2; index < tokens.length; index++) {
    const [first, second, third] = [tokens[index - 2], tokens[index - 1], tokens[index]]
    if (first?.unspaced && second?.unspaced && third?.unspaced) add('gram', first.word + second.word + third.word)
  }
}

function* grams(word: string): Generator<string> {
  const padded = ` ${word} `
  for (const size of GRAMS) {
    for (let start = 0; start + size <= padded.length; start++) yield padded.slice(start, start + size)
  }
}

function addConcepts({ concepts }: ReadSentence, add: Add): void {
  const found = [...new Set(concepts.map(({ meaning }) => meaning))].sort()
  found.forEach((concept, index) => {
    add('concept', concept)
    for (const other of found.slice(index + 1)) add('conceptPair', `${concept}+${other}`)
  })
}

/** The key under which a feature is known: FNV-1a over UTF-16 units. */
export function keyOf(family: keyof typeof weights, name: string): number {
  const text = `${family} ${name}`
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value ^= text.charCodeAt(index)
    value = Math.imul(value, 0x01000193)
  }
  return value >>> 0
}
