import type { Cleaned, CleanupKind, CleanupRow } from '../../platform/cleanups.ts'
import type { Context } from '../../platform/context.ts'
import { defineHook } from '../../platform/hooks.ts'
import type { RemovableCustomer } from '../customers/index.ts'
import { type ToldEntry, type ToldTwice, toldTwice } from './rules.cleanups.ts'
import * as store from './store.cleanups.ts'

/** Of these orders the ids of those of which a higher storey has something. */
export const ordersHeld = defineHook<readonly string[], readonly string[]>('orders.held')

/** Rows that are looked at in one transaction. */
const rowsAtOnce = 1_000
const first = '00000000-0000-0000-0000-000000000000'

/** Rows of a table whose order never appeared. */
function lost(kind: Pick<CleanupKind, 'name' | 'weighs'>, table: store.OfNumber, mayReturn: boolean): CleanupKind {
  return {
    ...kind,
    days: 90,
    async find(context, { before }, after) {
      const ids = await store.idsAfter(context.db, table, after ?? first, rowsAtOnce)
      const found = await store.lostAmong(context.db, table, ids, before)
      return { keys: found.map(({ id }) => id), after: markAfter(ids) }
    },
    describe: async (context, keys, { before }) =>
      (await store.lostAmong(context.db, table, keys, before)).map((found) => asRow(found, 'order-never-came')),
    async clean(context, keys, { before }): Promise<Cleaned> {
      const ids = (await store.lostAmong(context.db, table, keys, before)).map(({ id }) => id)
      const rows = await store.takeRows(context.db, table, ids)
      return { keys: ids, restores: mayReturn ? rows : [], files: [] }
    },
    ...(mayReturn && { restore: (context, restores) => store.putRows(context.db, table, restores) }),
  }
}

/** Orders of which neither a line nor anything else is known. Who bought them may be told, so nothing is kept of them. */
const emptyOrders: CleanupKind = {
  name: 'empty-orders',
  days: 90,
  weighs: null,
  async find(context, { before }, after) {
    const ids = await store.idsAfter(context.db, 'orders', after ?? first, rowsAtOnce)
    return { keys: (await emptyAmong(context, ids, before)).map(({ id }) => id), after: markAfter(ids) }
  },
  describe: async (context, keys, { before }) =>
    (await emptyAmong(context, keys, before)).map((found) => ({
      ...asRow(found, 'no-lines'),
      thing: { kind: 'order', id: found.id },
    })),
  async clean(context, keys, { before }): Promise<Cleaned> {
    await store.lockOrders(context.db, keys)
    const ids = (await emptyAmong(context, keys, before)).map(({ id }) => id)
    await store.deleteOrders(context.db, ids)
    return { keys: ids, restores: [], files: [] }
  },
}

/** Refunds that a feed told and a settlement tells too: the settlement's stays, for it is what was booked. */
const moneyToldTwice: CleanupKind = {
  name: 'money-told-twice',
  days: 14,
  weighs: null,
  async find(context, { days }, after) {
    const ids = await store.feedEntriesAfter(context.db, after ?? first, rowsAtOnce)
    const pairs = await pairsAmong(context, ids, days)
    return { keys: pairs.map(({ feed }) => feed.id), after: markAfter(ids) }
  },
  describe: async (context, keys, { days }) =>
    (await pairsAmong(context, keys, days)).map(({ feed, settlement }) => ({
      ...{ key: feed.id, title: feed.orderNumber, thing: null, reason: 'settled-too', at: feed.bookedAt },
      ...{ amount: feed.amount, currency: feed.currency },
      other: { title: settlement.bookedAt?.toISOString().slice(0, 10) ?? '', thing: null },
    })),
  async clean(context, keys, { days }): Promise<Cleaned> {
    const pairs = await pairsAmong(context, keys, days, true)
    const ids = pairs.map(({ feed }) => feed.id)
    await store.noteAlsoTold(
      context.db,
      pairs.map(({ feed, settlement }) => ({ feedId: feed.id, settlementId: settlement.id })),
    )
    return { keys: ids, restores: await store.takeRows(context.db, 'money_entries', ids), files: [] }
  },
  async restore(context, restores) {
    await store.forgetAlsoTold(
      context.db,
      restores.map((row) => String(row.entry_key)),
    )
    return store.putRows(context.db, 'money_entries', restores)
  },
}

/** What this module knows to be invalid of its rows. Words of buyers are in returned units and feedback: these are kept nowhere. */
export const invalidOrders = async (): Promise<readonly CleanupKind[]> => [
  emptyOrders,
  lost({ name: 'lost-shipments', weighs: 'loss-rate' }, 'shipments', true),
  lost({ name: 'lost-returns', weighs: 'loss-rate' }, 'returned_units', false),
  lost({ name: 'lost-money', weighs: 'loss-rate' }, 'money_entries', true),
  lost({ name: 'lost-feedback', weighs: 'ratings' }, 'seller_feedback', false),
  moneyToldTwice,
]

/** Of these profiles the ids of those who have bought. */
export const customersWithOrders = (context: Context, profiles: readonly RemovableCustomer[]): Promise<string[]> =>
  store.buyersAmong(context.db, profiles)

/** Of these SKUs those of which something was bought, sent or sent back. */
export const skusWithOrders = (context: Context, skus: readonly string[]): Promise<string[]> =>
  store.skusAmong(context.db, skus)

async function emptyAmong(context: Context, ids: readonly string[], before: Date): Promise<store.Lost[]> {
  const bare = await store.bareOrdersAmong(context.db, ids, before)
  if (bare.length === 0) return []
  const asked = bare.map(({ id }) => id)
  const held = new Set((await context.services.hooks.run(context, ordersHeld, asked)).flat())
  return bare.filter(({ id }) => !held.has(id))
}

/** Of these entries of a feed those that a settlement tells too, each with that one. */
async function pairsAmong(context: Context, ids: readonly string[], days: number, lock = false) {
  const entries = await store.entriesBeside(context.db, ids, lock)
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const wanted = new Set(ids)
  const named = ({ feedId, settlementId }: ToldTwice): { feed: ToldEntry; settlement: ToldEntry }[] => {
    const [feed, settlement] = [byId.get(feedId), byId.get(settlementId)]
    return feed && settlement && wanted.has(feedId) ? [{ feed, settlement }] : []
  }
  return toldTwice(entries, days)
    .flatMap(named)
    .sort((one, other) => (one.feed.id < other.feed.id ? -1 : 1))
}

const asRow = ({ id, orderNumber, about, at, amount, currency }: store.Lost, reason: string): CleanupRow => ({
  ...{ key: id, title: about === '' ? orderNumber : `${orderNumber} · ${about}`, thing: null, reason },
  ...{ at, amount, currency, other: null },
})

const markAfter = (ids: readonly string[]): string | null => (ids.length < rowsAtOnce ? null : (ids.at(-1) ?? null))
