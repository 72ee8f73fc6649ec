import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { phraseFault } from './rules.phrases.ts'
import type { NewPhrase, Phrase, PhraseChange, PhraseQuery } from './schema.phrases.ts'
import * as store from './store.phrases.ts'

/** One page of the phrases, in the order in which they were made. */
export async function listPhrases(context: Context, query: PhraseQuery): Promise<Page<Phrase>> {
  const { after, limit, ...narrow } = query
  const rows = await store.listPhrases(context.db, {
    ...narrow,
    ...(after !== undefined && { after: String(readCursor(after, 1)[0]) }),
    limit: limit + 1,
  })
  return cutPage(rows, limit, (row) => [row.id])
}

/** Adds a phrase that the check before sending looks for from now on. */
export function createPhrase(context: Context, wanted: NewPhrase): Promise<Phrase> {
  refuseFaulty(wanted.class, wanted.pattern)
  return transact(context, async (context) => {
    const phrase: Phrase = {
      id: context.newId(),
      class: wanted.class,
      language: wanted.language,
      marketplaces: wanted.marketplaces ?? [],
      pattern: wanted.pattern.trim(),
      enabled: wanted.enabled ?? true,
      note: wanted.note ?? '',
      shipped: false,
      createdAt: context.now(),
    }
    const createdBy = context.actor.kind === 'system' ? null : context.actor.id
    if ((await store.insertPhrases(context.db, [{ ...phrase, createdBy }])) === 0) {
      throw new Refusal('templates.phrase-taken')
    }
    await emit(context, 'templates.phrase-changed', { phraseId: phrase.id })
    await recordChange(context, 'templates.phrase-created', 'phrase', { after: phrase, name: phrase.pattern })
    return phrase
  })
}

/** Changes a phrase. What came with Amends may be switched off and narrowed, but keeps its words. */
export function changePhrase(context: Context, id: string, change: PhraseChange): Promise<Phrase> {
  return transact(context, async (context) => {
    const found = await phraseOrRefuse(context, id)
    if (change.pattern !== undefined && change.pattern !== found.pattern) {
      if (found.shipped) throw new Refusal('templates.phrase-shipped')
      refuseFaulty(found.class, change.pattern)
    }
    await store.updatePhrase(context.db, id, change)
    await emit(context, 'templates.phrase-changed', { phraseId: id })
    const after = await phraseOrRefuse(context, id)
    await recordChange(context, 'templates.phrase-changed', 'phrase', { before: found, after, name: after.pattern })
    return after
  })
}

/** Deletes a phrase of the workspace's own. */
export function deletePhrase(context: Context, id: string): Promise<void> {
  return transact(context, async (context) => {
    const found = await phraseOrRefuse(context, id)
    if (found.shipped) throw new Refusal('templates.phrase-shipped')
    await store.deletePhrase(context.db, id)
    await emit(context, 'templates.phrase-changed', { phraseId: id })
    await recordChange(context, 'templates.phrase-deleted', 'phrase', { before: found, name: found.pattern })
  })
}

async function phraseOrRefuse(context: Context, id: string): Promise<Phrase> {
  const found = await store.readPhrase(context.db, id)
  if (!found) throw new Refusal('templates.phrase-not-found')
  return found
}

/** A host that may be linked is no phrase: only its own shape counts. */
function refuseFaulty(of: Phrase['class'], pattern: string): void {
  const isHost = /^(\{status-page\}|[a-z0-9-]+(\.[a-z0-9-]+)+)$/.test(pattern)
  const fits = of === 'allowed-link' ? isHost : phraseFault(pattern) === null
  if (!fits) throw new Refusal('templates.phrase-faulty')
}
