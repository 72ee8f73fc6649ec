import { searchTokens } from '../server/lib/text.search.ts'
import { pick, randomFrom } from './load.random.ts'
import vocabulary from './load.words.json' with { type: 'json' }

export type Language = keyof typeof vocabulary

/** What a language brings to a letter. */
export interface Voice {
  readonly language: Language
  /** Sentences and the words they are found by, cut once by the desk's own segmentation. */
  readonly sentences: readonly Sentence[]
  readonly leads: readonly string[]
  readonly answers: readonly string[]
  readonly names: readonly string[]
  /** Words by rank, the commonest first: what a search is made of. */
  readonly ranked: readonly string[]
  /** What stands between two sentences. */
  readonly space: string
}

export interface Sentence {
  readonly text: string
  /** What it is found by, as a tsvector is written; PostgreSQL sorts it and drops what is said twice. */
  readonly tokens: string
}

/** Tokens as a tsvector is written. */
export const inTsvector = (tokens: readonly string[]): string =>
  tokens.map((token) => `'${token.replaceAll("'", "''")}'`).join(' ')

const spaced = (language: Language): boolean => language === 'en' || language === 'de'

/**
 * The voice of one language: `count` sentences whose words follow Zipf's law (the n-th word is met 1/n as often as the
 * first), over the listed words and then their compounds, so that some words stand in every other letter and some in few.
 */
export function voiceOf(language: Language, count: number, seed: number): Voice {
  const random = randomFrom(seed)
  const { words, small, joints, names, leads, answers } = vocabulary[language]
  const listed = words.split(' ')
  const compounds = listed.flatMap((first) =>
    listed.map((second) => first + pick(random, joints).trim() + (spaced(language) ? second.toLowerCase() : second)),
  )
  const ranked = [...listed, ...compounds]
  const space = spaced(language) ? ' ' : ''
  const word = () => ranked[Math.floor(ranked.length ** random()) - 1] ?? listed[0] ?? ''
  const sentence = (): Sentence => {
    const said = Array.from({ length: 5 + Math.floor(random() * 4) }, () =>
      random() < 0.4 ? `${pick(random, small.split(' '))}${space}${word()}` : word(),
    ).join(space)
    const text = spaced(language) ? `${said.charAt(0).toUpperCase()}${said.slice(1)}.` : `${said}。`
    return { text, tokens: inTsvector(searchTokens(text, language)) }
  }
  return { language, sentences: Array.from({ length: count }, sentence), leads, answers, names, ranked, space }
}

/** One of the sentences; the first ones are said far more often than the last. */
export const draw = ({ sentences }: Voice, random: () => number): Sentence => {
  const found = sentences[Math.floor(sentences.length * random() ** 1.5)]
  if (!found) throw new Error('a voice without sentences')
  return found
}
