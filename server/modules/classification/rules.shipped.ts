import { deskLanguages } from '../../lib/language.ts'
import { type PackedModel, unpackModel } from '../../lib/softmax.packed.ts'
import type { Example, Features, Model, Training } from '../../lib/softmax.ts'
import { makePhraseBook, type PhraseBook } from '../../lib/text.phrases.ts'
import { featuresOf } from './rules.features.ts'
import type { KindRule } from './rules.kinds.ts'
import { makeProfanityBooks, type ProfanityBooks, type ProfanityLists } from './rules.profanity.ts'
import { makeToneBook, type ToneBook, type ToneLists } from './rules.tone.ts'

/** The files of starter/, as they are. */
export interface ShippedFiles {
  /** Phrases separated by `|`, by concept and language. */
  readonly concepts: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly threats: ToneLists
  readonly profanity: ProfanityLists
  readonly kindRules: readonly KindRule[]
  /** Our own phrases by label and language. */
  readonly examples: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly bitext: { readonly examples: Readonly<Record<string, readonly string[]>> }
  readonly model: PackedModel
}

/** What the desk knows before anybody has taught it anything. */
export interface Shipped {
  readonly concepts: ReadonlyMap<string, PhraseBook<string>>
  readonly tones: ReadonlyMap<string, ToneBook>
  readonly profanity: ProfanityBooks
  readonly kindRules: readonly KindRule[]
  readonly model: Model
  /** Of the phrases that the model was trained on. */
  readonly version: string
}

/** Makes the shipped files ready for reading. */
export function openShipped(files: ShippedFiles): Shipped {
  return {
    concepts: conceptBooks(files.concepts),
    tones: new Map(deskLanguages.map((language) => [language, makeToneBook(files.threats, language)])),
    profanity: makeProfanityBooks(files.profanity),
    kindRules: files.kindRules,
    model: unpackModel(files.model),
    version: files.model.version,
  }
}

/** The concept lexicon by language. Chinese and Japanese letters carry English words too. */
export function conceptBooks(concepts: ShippedFiles['concepts']): Map<string, PhraseBook<string>> {
  return new Map(
    deskLanguages.map((language) => {
      const read = language === 'zh' || language === 'ja' ? [language, 'en'] : [language]
      const phrases = Object.entries(concepts).flatMap(([meaning, byLanguage]) =>
        read.flatMap((one) =>
          (byLanguage[one] ?? '')
            .split('|')
            .filter(Boolean)
            .map((text) => ({ text, meaning })),
        ),
      )
      return [language, makePhraseBook(phrases)]
    }),
  )
}

/** How the shipped model, and a workspace's own, are trained: few phrases a label, rare features left out. */
export const deskTraining: Training = {
  epochs: 15,
  rate: 0.2,
  decay: 1e-4,
  smoothing: 0.03,
  rarity: 0.5,
  leastSeen: 2,
  seed: 7,
}

/** The shipped phrases as training examples, always in the same order. */
export function* shippedExamples(files: Pick<ShippedFiles, 'examples' | 'bitext' | 'concepts'>): Generator<Example> {
  const books = conceptBooks(files.concepts)
  const featuresIn = (language: string, text: string): Features => {
    const book = books.get(language)
    if (!book) throw new Error(`no concepts for ${language}`)
    return featuresOf(text, book)
  }
  for (const [label, byLanguage] of Object.entries(files.examples)) {
    for (const [language, texts] of Object.entries(byLanguage)) {
      for (const text of texts) yield { label, features: featuresIn(language, text) }
    }
  }
  for (const [label, texts] of Object.entries(files.bitext.examples)) {
    for (const text of texts) yield { label, features: featuresIn('en', text) }
  }
}
