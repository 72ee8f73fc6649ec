import { deskLanguages } from '../../lib/language.ts'
import { type PackedModel, unpackModel } from '../../lib/softmax.packed.ts'
import type { Example, Features, Model } from '../../lib/softmax.ts'
import { featuresOfSentences } from './rules.features.ts'
import { type IntentBook, type IntentPhrases, makeIntentBook, readClauses } from './rules.intent.reading.ts'
import type { IntentModel } from './rules.intent.ts'
import type { KindRule } from './rules.kinds.ts'
import type { Intent } from './schema.intent.ts'

/** The files of starter/ by which a buyer's intent is told. */
export interface IntentFiles {
  readonly intentPhrases: IntentPhrases
  readonly intentRules: readonly KindRule[]
  /** Our own replies by intent and language. */
  readonly intentExamples: Readonly<Record<Intent, Readonly<Record<string, readonly string[]>>>>
  readonly intentModel: PackedModel
}

/** The desk's ten languages, and Portuguese, in which buyers of Amazon Spain write. */
export const intentLanguages = [...deskLanguages, 'pt'] as const

/** The books of all languages that replies are read in. */
export function intentBooks(phrases: IntentPhrases): Map<string, IntentBook> {
  return new Map(intentLanguages.map((language) => [language, makeIntentBook(phrases, language)]))
}

/** Makes the shipped files ready; with a workspace's own model when it has one. */
export function openIntents(files: IntentFiles, model: Model = unpackModel(files.intentModel)): IntentModel {
  return { books: intentBooks(files.intentPhrases), rules: files.intentRules, model }
}

/** A reply as the classifier sees it. */
export function intentFeatures(text: string, language: string, books: ReadonlyMap<string, IntentBook>): Features {
  const book = books.get(language) ?? books.get('en')
  if (!book) throw new Error('the intents have no books')
  return featuresOfSentences(readClauses(text, book))
}

/** The shipped replies as training examples, always in the same order. */
export function* intentTraining(files: Pick<IntentFiles, 'intentPhrases' | 'intentExamples'>): Generator<Example> {
  const books = intentBooks(files.intentPhrases)
  for (const [label, byLanguage] of Object.entries(files.intentExamples)) {
    for (const [language, texts] of Object.entries(byLanguage)) {
      for (const text of texts) yield { label, features: intentFeatures(text, language, books) }
    }
  }
}
