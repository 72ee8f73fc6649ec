import { isZone } from '../../lib/time.zone.ts'
import { recordChange } from '../../platform/audit.ts'
import { type Context, requirePermission, scopeOf, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { emit } from '../../platform/events.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { recall } from '../../platform/settings-memory.ts'
import { refusalAt } from './errors.ts'
import { readOrderNumberPattern } from './rules.places.ts'
import type { Marketplace, MarketplaceChange, NewStore, Store, StoreChange, StoreQuery } from './schema.ts'
import * as store from './store.ts'

/** Every marketplace of the workspace, by code. */
export const listMarketplaces = (context: Context): Promise<Marketplace[]> =>
  recall(context, 'stores.marketplaces', () => store.listMarketplaces(context.db))

/** The marketplace of a code (`amazon-de`); undefined when the workspace has none such. */
export const marketplaceOf = (context: Context, code: string): Promise<Marketplace | undefined> =>
  recall(context, `stores.marketplace ${code}`, () => store.readMarketplace(context.db, code))

/** As `marketplaceOf`, but refuses an unknown code. */
export async function marketplaceOrRefuse(context: Context, code: string): Promise<Marketplace> {
  const found = await marketplaceOf(context, code)
  if (!found) throw new Refusal('stores.marketplace-not-found', { marketplace: code })
  return found
}

/** Changes how a marketplace is named and known. It is everybody's, so it needs the permission over all stores. */
export async function changeMarketplace(
  context: Context,
  code: string,
  change: MarketplaceChange,
): Promise<Marketplace> {
  requireReachOverAll(context)
  refuseUnknownMeasures(context, change)
  const unreadable = change.orderNumberPatterns?.find((pattern) => !readOrderNumberPattern(pattern))
  if (unreadable !== undefined)
    throw refusalAt('orderNumberPatterns', 'stores.order-pattern', context.language, { pattern: unreadable })
  return transact(context, async (context) => {
    const before = await marketplaceOrRefuse(context, code)
    await store.updateMarketplace(context.db, code, change)
    await emit(context, 'stores.marketplace-changed', { marketplace: code })
    const after = await marketplaceOrRefuse(context, code)
    await recordChange(context, 'stores.marketplace-changed', 'marketplace', {
      before: { ...before, id: code },
      after: { ...after, id: code },
      name: code,
    })
    return after
  })
}

/** The store, whoever asks; undefined when there is none. For other modules, which have checked their own permission. */
export const readStore = (context: Context, id: string): Promise<Store | undefined> =>
  recall(context, `stores.store ${id}`, () => store.readStore(context.db, id))

/** Every store that the actor may see, by name; the inactive ones too. */
export const storesOf = (context: Context): Promise<Store[]> => store.listStores(context.db, visibleTo(context))

/** Every store that serves buyers now, whoever asks. For other modules, which have checked their own permission. */
export const storesServed = (context: Context): Promise<Store[]> =>
  recall(context, 'stores.served', () => store.listStores(context.db, { active: true }))

/** The stores of these ids, whoever asks; unknown ids are left out. For names beside rows that were already permitted. */
export const storesByIds = async (context: Context, ids: readonly string[]): Promise<Store[]> =>
  ids.length === 0 ? [] : store.listStores(context.db, { ids })

/** One page of the stores that the actor may see. */
export async function listStores(context: Context, query: StoreQuery): Promise<Page<Store>> {
  const { after, limit, ...narrow } = query
  const rows = await store.listStores(context.db, {
    ...visibleTo(context),
    ...narrow,
    ...(after !== undefined && { after: readCursor(after, 2) as [string, string] }),
    limit: limit + 1,
  })
  return cutPage(rows, limit, (row) => [row.name, row.id])
}

/** One store; outside the actor's reach it does not exist. */
export async function storeOrRefuse(context: Context, id: string): Promise<Store> {
  const found = await store.readStore(context.db, id)
  const { ids } = visibleTo(context)
  if (!found || (ids && !ids.includes(id))) throw new Refusal('stores.not-found')
  return found
}

/** Adds a store; what is not given comes from its marketplace. */
export async function createStore(context: Context, wanted: NewStore): Promise<Store> {
  requireReachOverAll(context)
  refuseUnknownMeasures(context, wanted)
  return lawful(context, async (context) => {
    const marketplace = await marketplaceOrRefuse(context, wanted.marketplace)
    const now = context.now()
    const created: Store = {
      id: context.newId(),
      marketplace: marketplace.code,
      name: wanted.name.trim(),
      externalSellerId: wanted.externalSellerId ?? null,
      signatureName: (wanted.signatureName ?? wanted.name).trim(),
      defaultLanguage: wanted.defaultLanguage ?? marketplace.languages[0] ?? 'en',
      currency: wanted.currency ?? marketplace.currency,
      zone: wanted.zone ?? marketplace.zone,
      active: true,
      createdAt: now,
      updatedAt: now,
    }
    await store.insertStore(context.db, created)
    await emit(context, 'stores.store-changed', { storeId: created.id })
    await recordChange(context, 'stores.store-created', 'store', { after: created })
    return created
  })
}

/** Changes, deactivates or reactivates a store. */
export async function changeStore(context: Context, id: string, change: StoreChange): Promise<Store> {
  refuseUnknownMeasures(context, change)
  return lawful(context, async (context) => {
    const before = await storeOrRefuse(context, id)
    await store.updateStore(context.db, id, change, context.now())
    await emit(context, 'stores.store-changed', { storeId: id })
    const after = await storeOrRefuse(context, id)
    await recordChange(context, 'stores.store-changed', 'store', { before, after })
    return after
  })
}

/** Deletes a store that nothing hangs on yet; one with tickets, customers or channels is deactivated instead. */
export function deleteStore(context: Context, id: string): Promise<void> {
  return lawful(context, async (context) => {
    const before = await storeOrRefuse(context, id)
    await store.deleteStore(context.db, id)
    await emit(context, 'stores.store-changed', { storeId: id })
    await recordChange(context, 'stores.store-deleted', 'store', { before })
  })
}

/** Runs a change of stores in a transaction; what the tables forbid becomes a refusal that names the field. */
async function lawful<Result>(context: Context, change: (context: Context) => Promise<Result>): Promise<Result> {
  try {
    return await transact(context, change)
  } catch (error) {
    const law = store.brokenLaw(error)
    if (law === 'name') throw refusalAt('name', 'stores.name-taken', context.language)
    if (law === 'seller') throw refusalAt('externalSellerId', 'stores.seller-taken', context.language)
    if (law === 'in-use') throw new Refusal('stores.in-use')
    throw error
  }
}

const reads = 'stores.read'
const writes = 'stores.write'

function visibleTo(context: Context): { ids?: readonly string[] } {
  return scopeOf(context, reads) === 'all' ? {} : { ids: context.actor.storeIds }
}

/** Marketplaces, rules and new stores concern the whole workspace, not only the stores of one member. */
export function requireReachOverAll(context: Context): void {
  if (requirePermission(context, writes) !== 'all') throw new Refusal('request.forbidden', { permission: writes })
}

function refuseUnknownMeasures(context: Context, { zone, currency }: { zone?: string; currency?: string }): void {
  if (zone !== undefined && !isZone(zone)) throw refusalAt('zone', 'stores.unknown-zone', context.language, { zone })
  if (currency !== undefined && !currencies.has(currency))
    throw refusalAt('currency', 'stores.unknown-currency', context.language, { currency })
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))
