import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { emit } from '../../platform/events.ts'
import type { StarterLetter } from './schema.starter.ts'
import type { TemplateText } from './schema.ts'
import { variablesIn } from './service.engine.ts'
import { rowOf } from './service.ts'
import { shippedLetters, shippedPhrases, wholeText } from './starter/rows.ts'
import * as phrases from './store.phrases.ts'
import { broughtKeys, noteBrought } from './store.starter.ts'
import * as texts from './store.texts.ts'
import * as store from './store.ts'

/** Gives the workspace every shipped letter and phrase that it does not have yet; what it has stays as it is. */
export function seedTemplates(context: Context): Promise<void> {
  return transact(context, async (context) => {
    const letters = shippedLetters()
    const keys = letters.map(({ key }) => key)
    await noteBrought(context.db, keys, context.now())
    await addLetters(context, letters, null)
    await phrases.insertPhrases(context.db, phraseRows(context))
  })
}

/**
 * Brings a workspace the starter letters that were shipped since it has last been brought any. What it has once had does
 * not come again, and a key that it has given to a letter of its own stays its own. The same again changes nothing.
 */
export async function bringStarterLetters(context: Context): Promise<void> {
  const known = await broughtKeys(context.db)
  const lacking = starterLetters().filter(({ key }) => !known.has(key))
  if (lacking.length === 0) return
  await transact(context, async (context) => {
    const keys = lacking.map(({ key }) => key)
    // Whoever notes a letter first brings it: two processes of one desk start at the same moment.
    const noted = await noteBrought(context.db, keys, context.now())
    const letters = lacking.filter(({ key }) => noted.has(key))
    for (const row of await addLetters(context, letters, context.now())) {
      await emit(context, 'templates.template-changed', { templateId: row.id })
      await recordAudit(context, {
        action: 'templates.letter-brought',
        subject: { kind: 'template', id: row.id, name: row.key },
      })
    }
  })
}

let parsed: StarterLetter[] | undefined
/** They are read once: a sweep asks for them every minute. */
const starterLetters = (): StarterLetter[] => {
  parsed ??= shippedLetters()
  return parsed
}

/** Adds letters with their texts; those whose key is taken are left out. Answers those that were added. */
async function addLetters(context: Context, letters: readonly StarterLetter[], broughtAt: Date | null) {
  const rows = letters.map((letter) => ({ ...rowOf(context, letter, true), broughtAt }))
  const keys = new Set(await store.insertTemplates(context.db, rows))
  const added = rows.filter(({ key }) => keys.has(key))
  const idOf = new Map(added.map(({ key, id }) => [key, id]))
  const written = letters.flatMap((letter) => {
    const id = idOf.get(letter.key)
    return id === undefined ? [] : textsOf(context, letter, id)
  })
  await texts.insertTexts(context.db, written)
  return added
}

function textsOf(context: Context, letter: StarterLetter, templateId: string): Omit<TemplateText, 'figures'>[] {
  const now = context.now()
  return Object.entries(letter.texts).map(([language, text]) => {
    const source = { subject: text.subject ?? null, body: wholeText(text.body) }
    return {
      ...source,
      id: context.newId(),
      templateId,
      language: language as TemplateText['language'],
      number: 1,
      status: 'published',
      meaning: wholeText(letter.meaning.body),
      variables: variablesIn(source),
      note: '',
      createdBy: null,
      createdAt: now,
      publishedBy: null,
      publishedAt: now,
    }
  })
}

function phraseRows(context: Context) {
  const createdAt = context.now()
  return shippedPhrases().flatMap(({ phrases: patterns, ...group }) =>
    patterns.map((pattern) => ({
      ...group,
      pattern,
      id: context.newId(),
      note: '',
      shipped: true,
      createdAt,
      createdBy: null,
    })),
  )
}
