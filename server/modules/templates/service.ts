import { fold } from '../../lib/text.ts'
import { recordChange } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import type { NewTemplate, Template, TemplateChange, TemplateDetail, TemplateQuery } from './schema.ts'
import * as texts from './store.texts.ts'
import * as store from './store.ts'

/** One page of the templates, by key. */
export async function listTemplates(context: Context, query: TemplateQuery): Promise<Page<Template>> {
  const { after, limit, search, ...narrow } = query
  const rows = await store.listTemplates(context.db, {
    ...narrow,
    words: searchWords(search),
    ...(after !== undefined && { after: String(readCursor(after, 1)[0]) }),
    limit: limit + 1,
  })
  return cutPage(rows, limit, (row) => [row.key])
}

/** A template with the texts that matter now. */
export async function readTemplate(context: Context, id: string): Promise<TemplateDetail> {
  const template = await templateOrRefuse(context, id)
  return { ...template, texts: await texts.currentTexts(context.db, id) }
}

export async function templateOrRefuse(context: Context, id: string): Promise<Template> {
  const found = await store.readTemplate(context.db, id)
  if (!found) throw new Refusal('templates.not-found')
  return found
}

/** Adds a template without texts; it can be used when one language is published. */
export function createTemplate(context: Context, wanted: NewTemplate): Promise<TemplateDetail> {
  return transact(context, async (context) => {
    const row = rowOf(context, wanted, false)
    const added = await store.insertTemplates(context.db, [row])
    if (added.length === 0) throw new Refusal('templates.key-taken', { key: wanted.key })
    await emit(context, 'templates.template-changed', { templateId: row.id })
    await recordChange(context, 'templates.template-created', 'template', {
      after: await templateOrRefuse(context, row.id),
      name: row.key,
    })
    return readTemplate(context, row.id)
  })
}

/** Changes what a template is for; its texts have versions of their own. */
export function changeTemplate(context: Context, id: string, change: TemplateChange): Promise<TemplateDetail> {
  return transact(context, async (context) => {
    await lockOrRefuse(context, id)
    const before = await templateOrRefuse(context, id)
    const after = { ...before, ...change }
    await store.updateTemplate(context.db, id, {
      ...change,
      searchText: searchTextOf(after),
      updatedAt: context.now(),
    })
    await emit(context, 'templates.template-changed', { templateId: id })
    await recordChange(context, 'templates.template-changed', 'template', {
      before,
      after: await templateOrRefuse(context, id),
      name: before.key,
    })
    return readTemplate(context, id)
  })
}

/** Takes a template out of use; letters already sent keep their text. */
export const retireTemplate = (context: Context, id: string): Promise<TemplateDetail> =>
  setRetired(context, id, context.now())

/** Brings a retired template back with the texts it had. */
export const restoreTemplate = (context: Context, id: string): Promise<TemplateDetail> => setRetired(context, id, null)

function setRetired(context: Context, id: string, retiredAt: Date | null): Promise<TemplateDetail> {
  return transact(context, async (context) => {
    if (!(await store.lockTemplate(context.db, id))) throw new Refusal('templates.not-found')
    const before = await templateOrRefuse(context, id)
    await store.updateTemplate(context.db, id, { retiredAt, updatedAt: context.now() })
    await emit(context, 'templates.template-changed', { templateId: id })
    await recordChange(context, retiredAt ? 'templates.template-retired' : 'templates.template-restored', 'template', {
      before,
      after: await templateOrRefuse(context, id),
      name: before.key,
    })
    return readTemplate(context, id)
  })
}

/** Holds a template that is in use until the transaction ends. */
export async function lockOrRefuse(context: Context, id: string): Promise<void> {
  const found = await store.lockTemplate(context.db, id)
  if (!found) throw new Refusal('templates.not-found')
  if (found.retiredAt) throw new Refusal('templates.retired')
}

/** A template as it is first written down. */
export function rowOf(context: Context, wanted: NewTemplate, shipped: boolean): store.TemplateRow {
  const now = context.now()
  const row = {
    id: context.newId(),
    key: wanted.key,
    title: wanted.title,
    purpose: wanted.purpose,
    kinds: wanted.kinds,
    topics: wanted.topics ?? [],
    stage: wanted.stage,
    category: wanted.category,
    marketplaces: wanted.marketplaces,
    proactive: wanted.proactive ?? false,
    attachment: wanted.attachment ?? null,
    shipped,
    broughtAt: null,
    retiredAt: null,
    createdAt: now,
    updatedAt: now,
  }
  return { ...row, searchText: searchTextOf(row) }
}

/** The words of a search, folded; all of them must occur. */
export const searchWords = (search: string | undefined): string[] =>
  fold(search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6)

const searchTextOf = (template: Pick<Template, 'title' | 'purpose' | 'key' | 'topics'>): string =>
  fold(
    [
      template.key,
      template.title['zh-CN'],
      template.title.en,
      ...template.topics,
      template.purpose['zh-CN'],
      template.purpose.en,
    ].join(' '),
  )
