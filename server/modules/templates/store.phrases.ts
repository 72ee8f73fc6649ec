import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { PhraseRow } from './schema.findings.ts'
import type { Phrase } from './schema.phrases.ts'
import type { TemplateTables } from './tables.ts'

const own = (db: Database) => tablesOf<TemplateTables>(db)

const phrases = (db: Database) =>
  own(db)
    .selectFrom('phrases')
    .select([
      'id',
      'class',
      'language',
      'marketplaces',
      'pattern',
      'enabled',
      'shipped',
      'note',
      'created_at as createdAt',
    ])

/** What a list of phrases is narrowed to. */
export interface PhraseFilter {
  readonly class?: string
  readonly language?: string
  readonly search?: string
  readonly after?: string
  readonly limit: number
}

/** Phrases in the order in which they were made, after the given id. */
export function listPhrases(db: Database, filter: PhraseFilter): Promise<Phrase[]> {
  let query = phrases(db)
  if (filter.class) query = query.where(sql<boolean>`class = ${filter.class}`)
  if (filter.language) query = query.where('language', '=', filter.language)
  if (filter.search) {
    query = query.where(
      sql<boolean>`lower(pattern) like ${`%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}`,
    )
  }
  if (filter.after) query = query.where('id', '>', filter.after)
  return query.orderBy('id').limit(filter.limit).execute()
}

/** The phrases that count for a letter in a language. */
export const phrasesInForce = (db: Database, languages: readonly string[]): Promise<PhraseRow[]> =>
  own(db)
    .selectFrom('phrases')
    .select(['class', 'language', 'marketplaces', 'pattern'])
    .where('enabled', '=', true)
    .where('language', 'in', [...languages])
    .orderBy('id')
    .execute()

export const readPhrase = (db: Database, id: string): Promise<Phrase | undefined> =>
  phrases(db).where('id', '=', id).executeTakeFirst()

/** Adds phrases; those that are there already are left out. Returns how many were added. */
export async function insertPhrases(
  db: Database,
  rows: readonly (Phrase & { readonly createdBy: string | null })[],
): Promise<number> {
  if (rows.length === 0) return 0
  const added = await own(db)
    .insertInto('phrases')
    .values(rows.map(({ createdAt, createdBy, ...row }) => ({ ...row, created_at: createdAt, created_by: createdBy })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return added.length
}

export async function updatePhrase(db: Database, id: string, change: Partial<Phrase>): Promise<void> {
  const { createdAt: _never, id: _same, ...columns } = change
  await own(db).updateTable('phrases').set(columns).where('id', '=', id).execute()
}

export async function deletePhrase(db: Database, id: string): Promise<void> {
  await own(db).deleteFrom('phrases').where('id', '=', id).execute()
}
