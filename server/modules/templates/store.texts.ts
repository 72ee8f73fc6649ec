import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { LetterLanguage, Template, TemplateFigures, TemplateText } from './schema.ts'
import type { TemplateTables } from './tables.ts'

const own = (db: Database) => tablesOf<TemplateTables>(db)

const figures = sql<TemplateFigures>`(
  select jsonb_build_object(
    'uses', coalesce(sum(c.uses), 0), 'edited', coalesce(sum(c.edited), 0), 'solved', coalesce(sum(c.solved), 0),
    'returned', coalesce(sum(c.returned), 0), 'rated', coalesce(sum(c.rated), 0),
    'rating', round(sum(c.rating_sum)::numeric / nullif(sum(c.rated), 0), 2))
  from template_counts c where c.workspace_id = x.workspace_id and c.text_id = x.id)`

const texts = (db: Database) =>
  own(db)
    .selectFrom('template_texts as x')
    .select([
      'x.id',
      'x.template_id as templateId',
      'x.language',
      'x.number',
      'x.status',
      'x.subject',
      'x.body',
      'x.meaning',
      'x.note',
      'x.variables',
      'x.created_by as createdBy',
      'x.created_at as createdAt',
      'x.published_by as publishedBy',
      'x.published_at as publishedAt',
      figures.as('figures'),
    ])

/** The texts that matter now: per language the one in use and the one being written. */
export const currentTexts = (db: Database, templateId: string): Promise<TemplateText[]> =>
  texts(db)
    .where('x.template_id', '=', templateId)
    .where('x.status', '!=', 'retired')
    .orderBy('x.language')
    .orderBy('x.number')
    .execute()

/** Every version of one language, newest first. */
export const textHistory = (db: Database, templateId: string, language: string): Promise<TemplateText[]> =>
  texts(db)
    .where('x.template_id', '=', templateId)
    .where(sql<boolean>`x.language = ${language}`)
    .orderBy('x.number', 'desc')
    .limit(200)
    .execute()

/** A text in use, with what it belongs to. */
export interface TextInUse {
  readonly templateId: string
  readonly versionId: string
  readonly key: string
  readonly title: Template['title']
  readonly language: LetterLanguage
  readonly subject: string | null
  readonly body: string
  readonly meaning: string
  readonly marketplaces: Template['marketplaces']
  readonly proactive: boolean
  readonly attachment: Template['attachment']
}

const inUse = (db: Database) =>
  own(db)
    .selectFrom('templates as t')
    .innerJoin('template_texts as x', (join) =>
      join.onRef('x.workspace_id', '=', 't.workspace_id').onRef('x.template_id', '=', 't.id'),
    )
    .select([
      't.id as templateId',
      'x.id as versionId',
      't.key',
      'x.language',
      'x.subject',
      'x.body',
      'x.meaning',
      't.marketplaces',
      't.proactive',
      't.attachment',
      sql<Template['title']>`jsonb_build_object('en', t.title_en, 'zh-CN', t.title_zh)`.as('title'),
    ])

/** The published text in the first of the wanted languages that there is; in any other when there is none of them. */
export function publishedText(
  db: Database,
  which: { readonly id: string } | { readonly key: string },
  wanted: readonly string[],
): Promise<TextInUse | undefined> {
  const query = inUse(db).where('x.status', '=', 'published')
  const found = 'id' in which ? query.where('t.id', '=', which.id) : query.where('t.key', '=', which.key)
  return found
    .orderBy(sql`array_position(${[...wanted]}::text[], x.language) nulls last`)
    .orderBy('x.language')
    .limit(1)
    .executeTakeFirst()
}

/** One version whatever its status, with what it belongs to. */
export const textById = (db: Database, versionId: string): Promise<TextInUse | undefined> =>
  inUse(db).where('x.id', '=', versionId).executeTakeFirst()

export const readVersion = (
  db: Database,
  templateId: string,
  language: string,
  number: number,
): Promise<TemplateText | undefined> =>
  texts(db)
    .where('x.template_id', '=', templateId)
    .where(sql<boolean>`x.language = ${language}`)
    .where('x.number', '=', number)
    .executeTakeFirst()

/** The text of a language that is being written. */
export const openText = (db: Database, templateId: string, language: string): Promise<TemplateText | undefined> =>
  texts(db)
    .where('x.template_id', '=', templateId)
    .where(sql<boolean>`x.language = ${language}`)
    .where('x.status', 'in', ['draft', 'review'])
    .executeTakeFirst()

export async function lastNumber(db: Database, templateId: string, language: string): Promise<number> {
  const row = await own(db)
    .selectFrom('template_texts')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('template_id', '=', templateId)
    .where(sql<boolean>`language = ${language}`)
    .executeTakeFirst()
  return row?.last ?? 0
}

export async function insertTexts(db: Database, rows: readonly Omit<TemplateText, 'figures'>[]): Promise<void> {
  if (rows.length === 0) return
  await own(db)
    .insertInto('template_texts')
    .values(
      rows.map((row) => ({
        id: row.id,
        template_id: row.templateId,
        language: row.language,
        number: row.number,
        status: row.status,
        subject: row.subject,
        body: row.body,
        meaning: row.meaning,
        variables: row.variables,
        note: row.note,
        created_by: row.createdBy,
        created_at: row.createdAt,
        published_by: row.publishedBy,
        published_at: row.publishedAt,
      })),
    )
    .execute()
}

/** Changes a text that is still being written, or moves one through its life. */
export async function updateText(
  db: Database,
  id: string,
  change: Partial<
    Pick<
      TemplateText,
      'subject' | 'body' | 'meaning' | 'note' | 'variables' | 'status' | 'createdBy' | 'publishedBy' | 'publishedAt'
    >
  >,
): Promise<void> {
  const { createdBy, publishedBy, publishedAt, ...same } = change
  await own(db)
    .updateTable('template_texts')
    .set({
      ...same,
      ...(createdBy !== undefined && { created_by: createdBy }),
      ...(publishedBy !== undefined && { published_by: publishedBy }),
      ...(publishedAt !== undefined && { published_at: publishedAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Takes the text in use of a language out of use. */
export async function retirePublished(db: Database, templateId: string, language: string): Promise<void> {
  await own(db)
    .updateTable('template_texts')
    .set({ status: 'retired' })
    .where('template_id', '=', templateId)
    .where(sql<boolean>`language = ${language}`)
    .where('status', '=', 'published')
    .execute()
}

export async function deleteText(db: Database, id: string): Promise<void> {
  await own(db).deleteFrom('template_texts').where('id', '=', id).execute()
}

/** What happened to a sent letter; added to the figures of its text. */
export interface Happening {
  readonly textId: string
  readonly uses?: number
  readonly edited?: number
  readonly solved?: number
  readonly returned?: number
  readonly rated?: number
  readonly rating_sum?: number
}

/**
 * Adds to the figures of texts in the month of `at`; `slot` spreads writers over rows. Unknown texts are ignored. In one
 * order, so that no two writers wait for one another.
 */
export async function countAll(db: Database, happened: readonly Happening[], at: Date, slot: number): Promise<void> {
  await sql`
    insert into template_counts (text_id, month, slot, uses, edited, solved, returned, rated, rating_sum)
    select x.id, date_trunc('month', ${at}::timestamptz at time zone 'UTC')::date, ${slot}::smallint,
      coalesce(sum(h.uses), 0), coalesce(sum(h.edited), 0), coalesce(sum(h.solved), 0), coalesce(sum(h.returned), 0),
      coalesce(sum(h.rated), 0), coalesce(sum(h.rating_sum), 0)
    from jsonb_to_recordset(${asRecords(happened)}::jsonb) as h("textId" uuid, uses bigint, edited bigint, solved bigint,
      returned bigint, rated bigint, rating_sum bigint) join template_texts x on x.id = h."textId"
    group by x.id order by x.id
    on conflict (workspace_id, text_id, month, slot) do update set
      uses = template_counts.uses + excluded.uses, edited = template_counts.edited + excluded.edited,
      solved = template_counts.solved + excluded.solved, returned = template_counts.returned + excluded.returned,
      rated = template_counts.rated + excluded.rated, rating_sum = template_counts.rating_sum + excluded.rating_sum
  `.execute(own(db))
}
