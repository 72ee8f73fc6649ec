import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { inWords } from './rules.findings.ts'
import type { Finding, Found } from './schema.findings.ts'
import type { LetterLanguage, TemplateText, TextDraft } from './schema.ts'
import { faultsIn, type LetterSource, variablesIn } from './service.engine.ts'
import { lockOrRefuse, templateOrRefuse } from './service.ts'
import * as store from './store.texts.ts'

/** A saved draft with what still stands against publishing it. */
export interface SavedText {
  readonly text: TemplateText
  readonly findings: Finding[]
}

/**
 * Saves what a person writes for one language: as a new version, or over the draft that is open. The text in use stays
 * in use. Refuses when another version came in between.
 */
export function writeText(
  context: Context,
  templateId: string,
  language: LetterLanguage,
  wanted: TextDraft,
): Promise<SavedText> {
  return transact(context, async (context) => {
    await lockOrRefuse(context, templateId)
    const last = await store.lastNumber(context.db, templateId, language)
    if (wanted.basedOn !== undefined && (wanted.basedOn ?? 0) !== last) {
      throw new Refusal('templates.changed-meanwhile', { number: last })
    }
    const open = await store.openText(context.db, templateId, language)
    if (open?.status === 'review') throw new Refusal('templates.in-review')
    const source = { subject: wanted.subject?.trim() || null, body: wanted.body, meaning: wanted.meaning }
    const written = { ...source, note: wanted.note ?? '', variables: variablesIn(source) }
    if (open) {
      await store.updateText(context.db, open.id, { ...written, createdBy: authorOf(context) })
    } else {
      await store.insertTexts(context.db, [
        {
          ...written,
          id: context.newId(),
          templateId,
          language,
          number: last + 1,
          status: 'draft',
          createdBy: authorOf(context),
          createdAt: context.now(),
          publishedBy: null,
          publishedAt: null,
        },
      ])
    }
    return saved(context, await openOrRefuse(context, templateId, language))
  })
}

/** Asks a second person to look at the draft. */
export function submitText(context: Context, templateId: string, language: LetterLanguage): Promise<SavedText> {
  return moveOpen(context, templateId, language, async (context, open) => {
    refuseFaulty(context, open)
    await store.updateText(context.db, open.id, { status: 'review' })
    await emit(context, 'templates.review-wanted', { templateId, textId: open.id })
  })
}

/** Sends a reviewed text back to its writer with a remark. */
export function returnText(
  context: Context,
  templateId: string,
  language: LetterLanguage,
  note: string,
): Promise<SavedText> {
  return moveOpen(context, templateId, language, async (context, open) => {
    await store.updateText(context.db, open.id, { status: 'draft', note })
    await emit(context, 'templates.review-returned', { templateId, textId: open.id })
  })
}

/** Puts the draft into use; the text that was in use is kept in the history. */
export function publishText(context: Context, templateId: string, language: LetterLanguage): Promise<SavedText> {
  return moveOpen(context, templateId, language, async (context, open) => {
    refuseFaulty(context, open)
    await store.retirePublished(context.db, templateId, language)
    await store.updateText(context.db, open.id, {
      status: 'published',
      publishedBy: authorOf(context),
      publishedAt: context.now(),
    })
    await emit(context, 'templates.text-published', { templateId, textId: open.id })
    const { key: name } = await templateOrRefuse(context, templateId)
    await recordAudit(context, {
      action: 'templates.text-published',
      subject: { kind: 'template', id: templateId, name },
      notes: { language, version: open.number },
    })
  })
}

/** Throws the open draft of a language away. */
export function discardText(context: Context, templateId: string, language: LetterLanguage): Promise<void> {
  return transact(context, async (context) => {
    await lockOrRefuse(context, templateId)
    const open = await openOrRefuse(context, templateId, language)
    await store.deleteText(context.db, open.id)
  })
}

/** Every version of one language, newest first. */
export async function textHistory(
  context: Context,
  templateId: string,
  language: LetterLanguage,
): Promise<TemplateText[]> {
  await templateOrRefuse(context, templateId)
  return store.textHistory(context.db, templateId, language)
}

function moveOpen(
  context: Context,
  templateId: string,
  language: LetterLanguage,
  move: (context: Context, open: TemplateText) => Promise<void>,
): Promise<SavedText> {
  return transact(context, async (context) => {
    await lockOrRefuse(context, templateId)
    const open = await openOrRefuse(context, templateId, language)
    await move(context, open)
    const after = await store.readVersion(context.db, templateId, language, open.number)
    return saved(context, after ?? open)
  })
}

async function openOrRefuse(context: Context, templateId: string, language: LetterLanguage): Promise<TemplateText> {
  const open = await store.openText(context.db, templateId, language)
  if (!open) throw new Refusal('templates.nothing-open')
  return open
}

const saved = (context: Context, text: TemplateText): SavedText => ({
  text,
  findings: faultsOfText(text).map((found) => inWords(found, context.language)),
})

function refuseFaulty(context: Context, text: TemplateText): void {
  const findings = faultsOfText(text).filter(({ severity }) => severity === 'block')
  if (findings.length === 0) return
  throw new Refusal('templates.faulty', { findings: findings.map((found) => inWords(found, context.language)) })
}

/** What stands against using a text: its own faults, and the Chinese sense that everybody must be able to read. */
export function faultsOfText(text: LetterSource & { readonly language: string }): Found[] {
  const lacksMeaning = text.language !== 'zh' && text.meaning.trim() === ''
  const nowhere = { field: 'letter', quote: '', start: 0, end: 0 } as const
  return [
    ...faultsIn(text),
    ...(lacksMeaning ? [{ ...nowhere, code: 'template.meaning-missing', severity: 'block' } as const] : []),
  ]
}

const authorOf = ({ actor }: Context): string | null =>
  actor.kind === 'member' || actor.kind === 'token' ? actor.id : null
