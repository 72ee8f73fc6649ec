import { foldDeltas } from '../../server/modules/losses/store.folding.ts'
import { createStore } from '../../server/modules/stores/index.ts'
import { transact } from '../../server/platform/context.ts'
import type { World } from '../world.ts'

/** What a ledger of this size is made of: a large seller's two years. */
export const spread = {
  ...{ stores: 20, skus: 5_000, categories: 25, versions: 4, days: 730 },
  /** Lines of one booking, and parcels beside each. */
  ...{ linesOfBooking: 3, parcelsOfBooking: 1 },
  last: '2026-11-30',
} as const
export const reasons = [
  ['no-reason', 'no', 'buyer'],
  ['no-reason', 'no', ''],
  ['defective', 'yes', 'seller'],
  ['damaged', 'yes', 'carrier'],
  ['damaged', 'yes', 'marketplace'],
  ['not-as-described', 'yes', 'seller'],
  ['wrong-item', 'no', 'seller'],
  ['missing-part', 'yes', 'seller'],
  ['late', 'no', 'carrier'],
  ['not-received', 'no', 'carrier'],
  ['other', 'no', 'buyer'],
  ['', 'unknown', ''],
] as const
const marketplaces = ['amazon-us', 'amazon-de', 'amazon-uk', 'ebay-uk', 'own-shop'] as const

/** How many bookings one statement writes. */
const atOnce = 100_000
/** Rows of sums that are folded into the figures at once: the more, the fewer figures are written twice. */
const foldedAtOnce = 200_000

/**
 * Writes a ledger of so many lines past the module, as its own statements would have left it, and has the module add it to
 * its figures. Resolves with the stores.
 */
export async function fillLedger(world: World, lines: number, say: (line: string) => void): Promise<string[]> {
  const stores: string[] = []
  for (let at = 0; at < spread.stores; at++) {
    const marketplace = marketplaces[at % marketplaces.length] ?? 'own-shop'
    stores.push((await createStore(world.context(), { name: `Store ${at}`, marketplace, signatureName: 'S' })).id)
  }
  const indexes = await world.sql(`select indexname as name, indexdef as made from pg_indexes
    where tablename in ('loss_bookings', 'loss_lines', 'shipped_costs') and indexname !~ '(_pkey|_key)$'`)
  for (const { name } of indexes) await world.sql(`drop index ${name}`)
  // What these would check or derive row by row is right by the way it is made; the database is thrown away afterwards.
  const checks = await world.sql(`select conrelid::regclass as of, conname as name from pg_constraint
    where contype = 'f' and conrelid in ('loss_bookings'::regclass, 'loss_lines'::regclass, 'shipped_costs'::regclass)`)
  for (const { of, name } of checks) await world.sql(`alter table ${of} drop constraint ${name}`)
  for (const table of ['loss_lines', 'shipped_costs']) await world.sql(`alter table ${table} disable trigger user`)
  const bookings = Math.ceil(lines / spread.linesOfBooking)
  for (let from = 0; from < bookings; from += atOnce) {
    await world.sql(writing(stores, from, Math.min(atOnce, bookings - from)))
    if (from % 500_000 === 0) say(`${from * spread.linesOfBooking} lines written`)
  }
  for (const { made } of indexes) await world.sql(made)
  await world.sql(`insert into loss_deltas (side, day, order_month, store_id, sku, category, reason, quality, fault,
      policy_version_id, amount, items, without_rate, without_cost)
    select 'loss', day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id, sum(base_amount),
      count(*), 0, 0
    from loss_lines group by 2, 3, 4, 5, 6, 7, 8, 9, 10
    union all
    select 'shipped', day, order_month, store_id, sku, category, '', 'unknown', '',
      '00000000-0000-0000-0000-000000000000', sum(base_amount), count(*), 0, 0
    from shipped_costs group by 2, 3, 4, 5, 6 order by day`)
  say('adding them to the figures')
  const fold = () => transact(world.context(), ({ db }) => foldDeltas(db, foldedAtOnce))
  while ((await fold()) > 0) say('a part was added')
  // As the database does by itself while a ledger grows.
  await world.sql('vacuum (analyze) loss_lines, loss_bookings, shipped_costs, loss_cuts, loss_figures, loss_deltas')
  return stores
}

/** Even numbers from a seed and a name, below one, the same at each run. */
const drawn = (name: string) => `(abs(hashtextextended(i || '${name}', 7)) % 1000000 / 1000000.0)`

function writing(stores: readonly string[], from: number, count: number): string {
  const chosen = `(array['${stores.join("','")}']::uuid[])[1 + floor(power(${drawn('store')}, 2) * ${spread.stores})::int]`
  const reason = (at: number) => `(array[${reasons.map((each) => `'${each[at]}'`).join(',')}])[reason_at]`
  return `
    create temporary table made on commit drop as
    select *, ${reason(0)} as reason, ${reason(1)} as quality, ${reason(2)} as fault, 'group ' || sku_at % ${spread.categories} as category,
      'S-' || lpad(sku_at::text, 5, '0') as sku, date_trunc('month', day - 20)::date as order_month
    from (
      select i, gen_random_uuid() as id, ${chosen} as store_id,
        floor(power(${drawn('sku')}, 2) * ${spread.skus})::int as sku_at,
        date '${spread.last}' - floor(${drawn('day')} * ${spread.days})::int as day,
        1 + floor(${drawn('reason')} * ${reasons.length})::int as reason_at,
        ('00000000-0000-0000-0000-00000000000' || floor(${drawn('version')} * ${spread.versions})::int)::uuid as version,
        1000 + floor(${drawn('amount')} * 9000)::bigint as amount
      from generate_series(${from}, ${from + count - 1}) i) drawn;
    insert into loss_bookings (id, key, turn, store_id, order_number, sku, booked_at, currency, told, source_kind, source_id, made_at)
    select id, 'made:' || i, 1, store_id, 'N-' || i, sku, day, 'CNY', '', 'import', '', day from made;
    insert into loss_lines (id, booking_id, kind, counter, sign, amount, currency, base_amount, day, order_month, store_id,
      sku, category, reason, quality, fault, policy_version_id)
    select gen_random_uuid(), made.id, kind, counter, 1, amount / part, 'CNY', amount / part, day, order_month, store_id, sku,
      category, reason, quality, fault, version
    from made cross join (values ('refund', 'buyer', 1), ('return-shipping', 'carrier', 5), ('write-down', 'stock', 2))
      kinds (kind, counter, part);
    insert into shipped_costs (shipment_id, store_id, order_number, sku, category, day, order_month, quantity, amount,
      currency, base_amount)
    select gen_random_uuid(), store_id, 'P-' || i, sku, category, day, order_month, 1, amount * 40, 'CNY', amount * 40 from made`
}
