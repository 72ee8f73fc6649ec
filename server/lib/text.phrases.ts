import { type Sentence, tokensOf } from './text.reading.ts'

/**
 * Finds phrases of many languages in a sentence, whatever the inflection.
 *
 * A phrase is a row of words: `not received`. `refund*` matches the beginning of a word, `*adresse` its end (for the
 * compounds of German, Dutch and Swedish). In scripts without spaces a phrase is a run of characters.
 */
export interface Phrase<Meaning> {
  readonly text: string
  readonly meaning: Meaning
}

/** A phrase that was found, with its place in the sentence. */
export interface Hit<Meaning> {
  readonly meaning: Meaning
  readonly start: number
  readonly end: number
  /** The words of the buyer, as written. */
  readonly quote: string
}

interface Step {
  readonly word: string
  readonly open: boolean
}

interface Entry<Meaning> {
  readonly steps: readonly Step[]
  readonly meaning: Meaning
}

/** Phrases made ready for searching. */
export interface PhraseBook<Meaning> {
  readonly exact: Map<string, Entry<Meaning>[]>
  readonly begins: Map<string, Entry<Meaning>[]>
  readonly beginLengths: readonly number[]
  readonly ends: readonly Entry<Meaning>[]
}

/** Prepares phrases. A contraction is also known without its apostrophe, as people type it ("doesnt work"). */
export function makePhraseBook<Meaning>(phrases: Iterable<Phrase<Meaning>>): PhraseBook<Meaning> {
  const exact = new Map<string, Entry<Meaning>[]>()
  const begins = new Map<string, Entry<Meaning>[]>()
  const ends: Entry<Meaning>[] = []
  for (const { text, meaning } of phrases) {
    const spellings = /['’]/.test(text) ? [text, text.replaceAll(/['’]/g, '')] : [text]
    for (const spelling of spellings) {
      const steps = stepsOf(spelling)
      const [first] = steps
      if (!first) continue
      const entry = { steps, meaning }
      if (spelling.startsWith('*')) ends.push(entry)
      else if (first.open) push(begins, first.word, entry)
      else push(exact, first.word, entry)
    }
  }
  const beginLengths = [...new Set([...begins.keys()].map((word) => word.length))].sort((a, b) => a - b)
  return { exact, begins, beginLengths, ends }
}

function push<Meaning>(map: Map<string, Entry<Meaning>[]>, word: string, entry: Entry<Meaning>): void {
  const known = map.get(word)
  if (known) known.push(entry)
  else map.set(word, [entry])
}

function stepsOf(text: string): Step[] {
  return tokensOf(text).map(({ word, end, unspaced }) => ({ word, open: !unspaced && text[end] === '*' }))
}

/** Everything that the book knows in the sentence, in the order of the sentence; hits may overlap. */
export function findPhrases<Meaning>(book: PhraseBook<Meaning>, sentence: Sentence): Hit<Meaning>[] {
  const hits: Hit<Meaning>[] = []
  sentence.tokens.forEach(({ word }, at) => {
    const note = (entry: Entry<Meaning>): void => {
      const last = matchAt(entry.steps, sentence, at)
      if (last !== undefined) hits.push(hitOf(entry.meaning, sentence, at, last))
    }
    for (const entry of book.exact.get(word) ?? []) note(entry)
    for (const length of book.beginLengths) {
      if (length > word.length) break
      for (const entry of book.begins.get(word.slice(0, length)) ?? []) note(entry)
    }
    for (const entry of book.ends) {
      const [first] = entry.steps
      if (first && (first.open ? word.includes(first.word) : word.endsWith(first.word))) {
        hits.push(hitOf(entry.meaning, sentence, at, at))
      }
    }
  })
  return hits
}

function matchAt(steps: readonly Step[], sentence: Sentence, at: number): number | undefined {
  for (let step = 1; step < steps.length; step++) {
    const wanted = steps[step]
    const word = sentence.tokens[at + step]?.word
    if (!wanted || word === undefined) return undefined
    if (wanted.open ? !word.startsWith(wanted.word) : word !== wanted.word) return undefined
  }
  return at + steps.length - 1
}

function hitOf<Meaning>(meaning: Meaning, sentence: Sentence, from: number, to: number): Hit<Meaning> {
  const start = sentence.tokens[from]?.start ?? 0
  const end = sentence.tokens[to]?.end ?? sentence.text.length
  return { meaning, start, end, quote: sentence.text.slice(start, end) }
}
