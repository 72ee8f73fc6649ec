import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { PackedLanguages } from '../../../lib/language.ts'
import { type PackedModel, unpackModel } from '../../../lib/softmax.packed.ts'
import type { Model } from '../../../lib/softmax.ts'
import type { IntentFiles } from '../rules.intent.shipped.ts'
import { offenceLanguages } from '../rules.offence.ts'
import type { ShippedFiles } from '../rules.shipped.ts'

interface Rows extends ShippedFiles, IntentFiles {
  readonly languages: PackedLanguages
  /** Words separated by spaces, by language. */
  readonly functionWords: Readonly<Record<string, string>>
}

const names = {
  languages: 'languages.json',
  functionWords: 'function-words.json',
  concepts: 'concepts.json',
  threats: 'threats.json',
  profanity: 'profanity.json',
  kindRules: 'kind-rules.json',
  examples: 'examples.json',
  bitext: 'bitext.json',
  model: 'model.json',
  intentPhrases: 'intent-phrases.json',
  intentRules: 'intent-rules.json',
  intentExamples: 'intent-examples.json',
  intentModel: 'intent-model.json',
} satisfies Record<keyof Rows, string>

/** Reads one shipped file. They are two megabytes together, so each is read only when it is needed. */
export async function readShipped<Name extends keyof Rows>(name: Name): Promise<Rows[Name]> {
  return JSON.parse(await readFile(new URL(names[name], import.meta.url), 'utf8')) as Rows[Name]
}

/** Reads all by which kind, tone and priority are told. */
export async function readShippedFiles(): Promise<ShippedFiles> {
  const [concepts, threats, profanity, kindRules, examples, bitext, model] = await Promise.all([
    readShipped('concepts'),
    readShipped('threats'),
    readShipped('profanity'),
    readShipped('kindRules'),
    readShipped('examples'),
    readShipped('bitext'),
    readShipped('model'),
  ])
  return { concepts, threats, profanity, kindRules, examples, bitext, model }
}

/** Reads all by which a buyer's intent is told, and by which a workspace's own model is trained. */
export async function readIntentFiles(): Promise<IntentFiles> {
  const [intentPhrases, intentRules, intentExamples, intentModel] = await Promise.all([
    readShipped('intentPhrases'),
    readShipped('intentRules'),
    readShipped('intentExamples'),
    readShipped('intentModel'),
  ])
  return { intentPhrases, intentRules, intentExamples, intentModel }
}

const offenceModels = new Map<string, Model>()

/**
 * The model of a language's insults, or undefined where none ships. One and a half megabytes each: opened when the first
 * letter in its language is read (some 20 ms, once in a process), and shared by all workspaces.
 */
export function offenceModel(language: string): Model | undefined {
  if (!offenceLanguages.some((known) => known === language)) return undefined
  const known = offenceModels.get(language)
  if (known) return known
  const file = new URL(`offence.${language}.json`, import.meta.url)
  const model = unpackModel(JSON.parse(readFileSync(file, 'utf8')) as PackedModel)
  offenceModels.set(language, model)
  return model
}
