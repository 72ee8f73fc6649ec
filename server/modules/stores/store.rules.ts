import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { MarketplaceRule, RuleCode } from './schema.rules.ts'
import type { StoreTables } from './tables.ts'

const own = (db: Database) => tablesOf<StoreTables>(db)

// A date is read as text: the driver would make it midnight of the server's zone.
const rules = (db: Database) =>
  own(db)
    .selectFrom('marketplace_rules')
    .select(['id', 'scope', 'code', 'value', 'unit', 'currency', 'shipped'])
    .select(['recorded_at as recordedAt', 'recorded_by as recordedBy'])
    .select([
      sql<string | null>`valid_from::text`.as('validFrom'),
      sql<string | null>`valid_to::text`.as('validTo'),
      sql<
        MarketplaceRule['source']
      >`jsonb_build_object('kind', source_kind, 'text', source_text, 'reference', source_reference)`.as('source'),
      sql<MarketplaceRule['note']>`jsonb_build_object('en', note_en, 'zh-CN', note_zh)`.as('note'),
    ])

/** The rows of some scopes, of one code or of all, newest first. */
export function rulesOfScopes(db: Database, scopes: readonly string[], code?: RuleCode): Promise<MarketplaceRule[]> {
  let query = rules(db).where('scope', 'in', [...scopes])
  if (code) query = query.where('code', '=', code)
  return query.orderBy('code').orderBy(sql`valid_from desc nulls last`).orderBy('id', 'desc').execute()
}

export const readRule = (db: Database, id: string): Promise<MarketplaceRule | undefined> =>
  rules(db).where('id', '=', id).executeTakeFirst()

/** Lets one change at a time at the history of one scope and code. Where it has no row yet, the unique indexes decide. */
export async function lockRules(db: Database, scope: string, code: RuleCode): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_workspace()::text || ${scope} || ' ' || ${code}, 3))`.execute(
    own(db),
  )
}

/** Adds rows; with `missingOnly` those that the history already has (same scope, code and first day) are left out. */
export async function insertRules(
  db: Database,
  rows: readonly MarketplaceRule[],
  options: { missingOnly?: boolean } = {},
): Promise<void> {
  const insert = own(db)
    .insertInto('marketplace_rules')
    .values(
      rows.map((row) => ({
        id: row.id,
        scope: row.scope,
        code: row.code,
        value: JSON.stringify(row.value),
        unit: row.unit,
        currency: row.currency,
        source_kind: row.source.kind,
        source_text: row.source.text,
        source_reference: row.source.reference,
        note_zh: row.note['zh-CN'],
        note_en: row.note.en,
        valid_from: row.validFrom,
        valid_to: row.validTo,
        shipped: row.shipped,
        recorded_at: row.recordedAt,
        recorded_by: row.recordedBy,
      })),
    )
  await (options.missingOnly ? insert.onConflict((conflict) => conflict.doNothing()) : insert).execute()
}

export async function endRule(db: Database, id: string, validTo: string): Promise<void> {
  await own(db).updateTable('marketplace_rules').set({ valid_to: validTo }).where('id', '=', id).execute()
}
