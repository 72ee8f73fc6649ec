import { createHash } from 'node:crypto'
import { identifyLanguage, type LanguageGuess, type LanguageTable, openLanguages } from '../../lib/language.ts'
import { type PackedModel, packModel } from '../../lib/softmax.packed.ts'
import { train } from '../../lib/softmax.ts'
import { intentTraining } from './rules.intent.shipped.ts'
import { deskTraining, shippedExamples } from './rules.shipped.ts'
import { readShipped } from './starter/shipped.ts'

let table: Promise<LanguageTable> | undefined

/** The table by which languages are told apart: one for the process, 1 MB, loaded when first asked for. */
export function languageTable(): Promise<LanguageTable> {
  table ??= Promise.all([readShipped('languages'), readShipped('functionWords')]).then(([packed, words]) =>
    openLanguages(packed, words),
  )
  return table
}

/** The language of a text; for modules that need only that. */
export async function languageOf(text: string, expected: readonly string[] = []): Promise<LanguageGuess> {
  return identifyLanguage(await languageTable(), text, expected)
}

/** Trains the model that the desk ships with; `tools/classification/train.ts` writes it down. Deterministic. */
export async function trainShipped(): Promise<PackedModel> {
  const files = {
    examples: await readShipped('examples'),
    bitext: await readShipped('bitext'),
    concepts: await readShipped('concepts'),
  }
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
  return packModel(train([...shippedExamples(files)], deskTraining), version)
}

/** The same for the model of a buyer's intent. */
export async function trainIntents(): Promise<PackedModel> {
  const files = {
    intentExamples: await readShipped('intentExamples'),
    intentPhrases: await readShipped('intentPhrases'),
  }
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16)
  return packModel(train([...intentTraining(files)], deskTraining), version)
}
