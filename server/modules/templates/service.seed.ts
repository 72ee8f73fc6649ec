import { type Context, transact } from '../../platform/context.ts'
import type { StarterLetter } from './schema.starter.ts'
import type { TemplateText } from './schema.ts'
import { variablesIn } from './service.engine.ts'
import { rowOf } from './service.ts'
import { shippedLetters, shippedPhrases, wholeText } from './starter/rows.ts'
import * as phrases from './store.phrases.ts'
import * as texts from './store.texts.ts'
import * as store from './store.ts'

/** Gives the workspace every shipped letter and phrase that it does not have yet; what it has stays as it is. */
export function seedTemplates(context: Context): Promise<void> {
  return transact(context, async (context) => {
    const letters = shippedLetters()
    const rows = letters.map((letter) => rowOf(context, letter, true))
    const added = new Set(await store.insertTemplates(context.db, rows))
    const idOf = new Map(rows.map(({ key, id }) => [key, id]))
    const written = letters
      .filter(({ key }) => added.has(key))
      .flatMap((letter) => textsOf(context, letter, idOf.get(letter.key) ?? ''))
    await texts.insertTexts(context.db, written)
    await phrases.insertPhrases(context.db, phraseRows(context))
  })
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
