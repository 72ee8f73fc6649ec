import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { LanguageState, LetterLanguage, Template, TemplateChange, TemplateFigures } from './schema.ts'
import type { TemplateTables } from './tables.ts'

const own = (db: Database) => tablesOf<TemplateTables>(db)

/** Where each language stands: the version in use, and the one being written. */
const languages = sql<LanguageState[]>`coalesce((
  select jsonb_agg(state order by state ->> 'language') from (
    select jsonb_build_object(
      'language', x.language,
      'published', max(x.number) filter (where x.status = 'published'),
      'open', (jsonb_agg(jsonb_build_object('number', x.number, 'status', x.status))
        filter (where x.status in ('draft', 'review'))) -> 0) as state
    from template_texts x
    where x.workspace_id = t.workspace_id and x.template_id = t.id
    group by x.language) as states), '[]'::jsonb)`

const figures = sql<TemplateFigures>`(
  select jsonb_build_object(
    'uses', coalesce(sum(c.uses), 0), 'edited', coalesce(sum(c.edited), 0), 'solved', coalesce(sum(c.solved), 0),
    'returned', coalesce(sum(c.returned), 0), 'rated', coalesce(sum(c.rated), 0),
    'rating', round(sum(c.rating_sum)::numeric / nullif(sum(c.rated), 0), 2))
  from template_texts x join template_counts c on c.workspace_id = x.workspace_id and c.text_id = x.id
  where x.workspace_id = t.workspace_id and x.template_id = t.id)`

const templates = (db: Database) =>
  own(db)
    .selectFrom('templates as t')
    .select([
      't.id',
      't.key',
      't.kinds',
      't.topics',
      't.stage',
      't.category',
      't.marketplaces',
      't.proactive',
      't.attachment',
      't.shipped',
      't.brought_at as broughtAt',
      't.retired_at as retiredAt',
      't.created_at as createdAt',
      't.updated_at as updatedAt',
    ])
    .select([
      sql<Template['title']>`jsonb_build_object('en', t.title_en, 'zh-CN', t.title_zh)`.as('title'),
      sql<Template['purpose']>`jsonb_build_object('en', t.purpose_en, 'zh-CN', t.purpose_zh)`.as('purpose'),
      languages.as('languages'),
      figures.as('figures'),
    ])

/** What a list of templates is narrowed to. `words` are folded and must all occur. */
export interface TemplateFilter {
  readonly words?: readonly string[]
  readonly kind?: string
  readonly category?: string
  readonly language?: string
  readonly marketplace?: string
  readonly status?: 'in-use' | 'unpublished' | 'retired'
  readonly after?: string
  readonly limit: number
}

/** Templates by key, after the given one. */
export function listTemplates(db: Database, filter: TemplateFilter): Promise<Template[]> {
  let query = templates(db)
  for (const word of filter.words ?? []) {
    query = query.where('t.search_text', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  }
  if (filter.kind) query = query.where(sql<boolean>`${filter.kind} = any(t.kinds)`)
  if (filter.category) query = query.where(sql<boolean>`t.category = ${filter.category}`)
  if (filter.marketplace) query = query.where(sql<boolean>`${filter.marketplace} = any(t.marketplaces)`)
  if (filter.language) query = query.where(published(filter.language))
  if (filter.status === 'retired') query = query.where('t.retired_at', 'is not', null)
  else query = query.where('t.retired_at', 'is', null)
  if (filter.status === 'in-use') query = query.where(published(null))
  if (filter.status === 'unpublished') query = query.where(sql<boolean>`not ${published(null)}`)
  if (filter.after !== undefined) query = query.where('t.key', '>', filter.after)
  return query.orderBy('t.key').limit(filter.limit).execute()
}

const published = (language: string | null) => sql<boolean>`exists (
  select 1 from template_texts p
  where p.workspace_id = t.workspace_id and p.template_id = t.id and p.status = 'published'
    and (${language}::text is null or p.language = ${language}))`

/** Every template in use, with the languages in which it is published. */
export const publishedTemplates = (
  db: Database,
): Promise<{ key: string; title: Template['title']; languages: LetterLanguage[] }[]> =>
  own(db)
    .selectFrom('templates as t')
    .where('t.retired_at', 'is', null)
    .select([
      't.key',
      sql<Template['title']>`jsonb_build_object('en', t.title_en, 'zh-CN', t.title_zh)`.as('title'),
      sql<LetterLanguage[]>`array(
        select p.language from template_texts p
        where p.workspace_id = t.workspace_id and p.template_id = t.id and p.status = 'published'
        order by p.language)`.as('languages'),
    ])
    .orderBy('t.key')
    .execute()

export const readTemplate = (db: Database, id: string): Promise<Template | undefined> =>
  templates(db).where('t.id', '=', id).executeTakeFirst()

/** Holds a template until the transaction ends, so that two people cannot publish at once. */
export const lockTemplate = (db: Database, id: string): Promise<{ id: string; retiredAt: Date | null } | undefined> =>
  own(db)
    .selectFrom('templates')
    .select(['id', 'retired_at as retiredAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** A template as it is first written; texts come apart. */
export type TemplateRow = Omit<Template, 'languages' | 'figures'> & { readonly searchText: string }

/** Adds templates; those whose key is taken are left out. Returns the keys that were added. */
export async function insertTemplates(db: Database, rows: readonly TemplateRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const added = await own(db)
    .insertInto('templates')
    .values(
      rows.map((row) => ({
        id: row.id,
        key: row.key,
        title_zh: row.title['zh-CN'],
        title_en: row.title.en,
        purpose_zh: row.purpose['zh-CN'],
        purpose_en: row.purpose.en,
        kinds: row.kinds,
        topics: row.topics,
        stage: row.stage,
        category: row.category,
        marketplaces: row.marketplaces,
        proactive: row.proactive,
        attachment: row.attachment,
        shipped: row.shipped,
        search_text: row.searchText,
        brought_at: row.broughtAt,
        retired_at: row.retiredAt,
        created_at: row.createdAt,
        updated_at: row.updatedAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'key']).doNothing())
    .returning('key')
    .execute()
  return added.map(({ key }) => key)
}

/** Changes what is given; the rest stays. */
export async function updateTemplate(
  db: Database,
  id: string,
  change: Partial<TemplateChange> & { retiredAt?: Date | null; searchText?: string; updatedAt: Date },
): Promise<void> {
  const { title, purpose } = change
  await own(db)
    .updateTable('templates')
    .set({
      ...(title && { title_zh: title['zh-CN'], title_en: title.en }),
      ...(purpose && { purpose_zh: purpose['zh-CN'], purpose_en: purpose.en }),
      ...(change.kinds && { kinds: change.kinds }),
      ...(change.topics && { topics: change.topics }),
      ...(change.stage && { stage: change.stage }),
      ...(change.category && { category: change.category }),
      ...(change.marketplaces && { marketplaces: change.marketplaces }),
      ...(change.proactive !== undefined && { proactive: change.proactive }),
      ...(change.attachment !== undefined && { attachment: change.attachment }),
      ...(change.retiredAt !== undefined && { retired_at: change.retiredAt }),
      ...(change.searchText !== undefined && { search_text: change.searchText }),
      updated_at: change.updatedAt,
    })
    .where('id', '=', id)
    .execute()
}
