import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Marketplace, MarketplaceChange, Store, StoreChange } from './schema.ts'
import type { StoreTables } from './tables.ts'

const own = (db: Database) => tablesOf<StoreTables>(db)

const asMarketplace = [
  'code',
  'kind',
  'external_id as externalId',
  'country',
  'languages',
  'currency',
  'zone',
  'mail_domains as mailDomains',
  'notice_domains as noticeDomains',
  'order_number_patterns as orderNumberPatterns',
] as const

const marketplaces = (db: Database) =>
  own(db)
    .selectFrom('marketplaces')
    .select(asMarketplace)
    .select(sql<Marketplace['name']>`jsonb_build_object('en', name_en, 'zh-CN', name_zh)`.as('name'))

/** Every marketplace of the workspace (a few dozen), by code. */
export const listMarketplaces = (db: Database): Promise<Marketplace[]> => marketplaces(db).orderBy('code').execute()

export const readMarketplace = (db: Database, code: string): Promise<Marketplace | undefined> =>
  marketplaces(db).where('code', '=', code).executeTakeFirst()

/** Adds the marketplaces that the workspace does not have yet; what it has is left as it is. */
export async function insertMissingMarketplaces(db: Database, rows: readonly Marketplace[]): Promise<void> {
  await own(db)
    .insertInto('marketplaces')
    .values(
      rows.map((row) => ({
        code: row.code,
        kind: row.kind,
        external_id: row.externalId,
        name_zh: row.name['zh-CN'],
        name_en: row.name.en,
        country: row.country,
        languages: row.languages,
        currency: row.currency,
        zone: row.zone,
        mail_domains: row.mailDomains,
        notice_domains: row.noticeDomains,
        order_number_patterns: row.orderNumberPatterns,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function updateMarketplace(db: Database, code: string, change: MarketplaceChange): Promise<boolean> {
  const columns = {
    ...(change.name && { name_zh: change.name['zh-CN'], name_en: change.name.en }),
    ...(change.country !== undefined && { country: change.country }),
    ...(change.languages && { languages: change.languages }),
    ...(change.currency && { currency: change.currency }),
    ...(change.zone && { zone: change.zone }),
    ...(change.mailDomains && { mail_domains: change.mailDomains }),
    ...(change.noticeDomains && { notice_domains: change.noticeDomains }),
    ...(change.orderNumberPatterns && { order_number_patterns: change.orderNumberPatterns }),
  }
  const result = await own(db).updateTable('marketplaces').set(columns).where('code', '=', code).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const asStore = [
  'id',
  'marketplace',
  'name',
  'external_seller_id as externalSellerId',
  'signature_name as signatureName',
  'default_language as defaultLanguage',
  'currency',
  'zone',
  'active',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

const stores = (db: Database) => own(db).selectFrom('stores').select(asStore)

/** What a list of stores is narrowed to; `ids` are the only stores that the reader may see. */
export interface StoreFilter {
  readonly ids?: readonly string[]
  readonly search?: string
  readonly marketplace?: string
  readonly active?: boolean
  readonly after?: readonly [string, string]
  readonly limit?: number
}

/** Stores by name, after the given (name, id). */
export function listStores(db: Database, filter: StoreFilter): Promise<Store[]> {
  let query = stores(db)
  if (filter.ids) query = query.where(sql<boolean>`id = any(${[...filter.ids]}::uuid[])`)
  if (filter.marketplace) query = query.where('marketplace', '=', filter.marketplace)
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  if (filter.search) {
    const like = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(lower(name) like ${like} or lower(external_seller_id) like ${like} or marketplace like ${like})`,
    )
  }
  if (filter.after) query = query.where(sql<boolean>`(name, id) > (${filter.after[0]}, ${filter.after[1]}::uuid)`)
  query = query.orderBy('name').orderBy('id')
  return (filter.limit ? query.limit(filter.limit) : query).execute()
}

export const readStore = (db: Database, id: string): Promise<Store | undefined> =>
  stores(db).where('id', '=', id).executeTakeFirst()

export async function insertStore(db: Database, store: Store): Promise<void> {
  await own(db)
    .insertInto('stores')
    .values({
      id: store.id,
      marketplace: store.marketplace,
      name: store.name,
      external_seller_id: store.externalSellerId,
      signature_name: store.signatureName,
      default_language: store.defaultLanguage,
      currency: store.currency,
      zone: store.zone,
      active: store.active,
      created_at: store.createdAt,
      updated_at: store.updatedAt,
    })
    .execute()
}

export async function updateStore(db: Database, id: string, change: StoreChange, at: Date): Promise<boolean> {
  const columns = {
    updated_at: at,
    ...(change.name !== undefined && { name: change.name }),
    ...(change.externalSellerId !== undefined && { external_seller_id: change.externalSellerId }),
    ...(change.signatureName !== undefined && { signature_name: change.signatureName }),
    ...(change.defaultLanguage !== undefined && { default_language: change.defaultLanguage }),
    ...(change.currency !== undefined && { currency: change.currency }),
    ...(change.zone !== undefined && { zone: change.zone }),
    ...(change.active !== undefined && { active: change.active }),
  }
  const result = await own(db).updateTable('stores').set(columns).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteStore(db: Database, id: string): Promise<void> {
  await own(db).deleteFrom('stores').where('id', '=', id).execute()
}

/** Which of the laws in 0003_stores.sql a failed statement broke; undefined when it was something else. */
export function brokenLaw(error: unknown): 'name' | 'seller' | 'in-use' | undefined {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code === '23505' && constraint === 'stores_by_name') return 'name'
  if (code === '23505' && constraint === 'stores_by_seller') return 'seller'
  // A foreign key of a higher module still points here.
  if (code === '23503' || code === '23001') return 'in-use'
  return undefined
}
