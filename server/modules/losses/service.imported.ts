import { type Context, transact } from '../../platform/context.ts'
import { readWorkspace } from '../access/index.ts'
import { converted, digitsOf, type Reported, ratesOver, reportedAmong, reportedOf, shownRate } from '../orders/index.ts'
import { categoriesOf, costsOn } from '../products/index.ts'
import type { CostOf } from './rules.claims.ts'
import { dayIn, monthOf, unknownMonth } from './rules.days.ts'
import { type DeskLine, importedBookings } from './rules.imported.ts'
import { bookAll, reverseAll, type ToBook, type ToReverse, toldBy } from './service.booking.ts'
import * as dues from './store.dues.ts'
import { foldDeltas } from './store.folding.ts'
import * as ledger from './store.ledger.ts'
import * as shipped from './store.shipped.ts'

/** Orders that are gone over in one transaction. */
const ordersAtOnce = 800
/** How long it goes on at one beat, so that other workspaces have their turn. */
const longestMs = 8_000
/** What was booked is added to the figures so many rows at a time. */
const foldedAtOnce = 40_000

/** Goes over what reports, costs and rates have newly told, in parts; a stopped one goes on where it was. */
export async function goOver(context: Context): Promise<void> {
  const until = context.now().getTime() + longestMs
  let isMore = true
  while (isMore && context.now().getTime() < until) isMore = await goOverBatch(context)
}

/** Goes over the next part; false when nothing is left, or another hand has it. */
function goOverBatch(context: Context): Promise<boolean> {
  return transact(context, async (context) => {
    if (!(await dues.isWaiting(context.db)) || !(await dues.takeWork(context.db))) return false
    const taken = await dues.firstDues(context.db, ordersAtOnce)
    const of = (kind: dues.Due['kind']) => taken.filter((due) => due.kind === kind)
    if (of('rates').length > 0) await learnRates(context)
    await goOverSkus(context, [...new Set(of('skus').flatMap(({ names }) => names))])
    await goOverOrders(context, ordersOf(of('orders')))
    await dues.endDues(
      context.db,
      taken.map(({ id }) => id),
    )
    const folded = await foldDeltas(context.db, foldedAtOnce)
    if (taken.length > 0) await dues.workDone(context.db, context.now())
    return taken.length > 0 || folded === foldedAtOnce
  })
}

function ordersOf(waiting: readonly dues.Due[]): { storeId: string; number: string }[] {
  const orders = new Map<string, { storeId: string; number: string }>()
  for (const { storeId, names } of waiting)
    for (const number of names) if (storeId !== null) orders.set(`${storeId} ${number}`, { storeId, number })
  return [...orders.values()]
}

async function goOverSkus(context: Context, skus: readonly string[]): Promise<void> {
  if (skus.length === 0) return
  const categories = await categoriesOf(context, skus)
  await shipped.writeCategories(
    context.db,
    skus.map((sku) => ({ sku, category: categories.get(sku) ?? '' })),
  )
  await dues.leaveDuesOfSkus(context.db, skus)
}

/** Reckons what waited for a rate that is known now. */
async function learnRates(context: Context): Promise<void> {
  const missing = await shipped.withoutRate(context.db)
  if (missing.length === 0) return
  const { currency: to } = await readWorkspace(context)
  const days = missing.map(({ day }) => day).sort()
  const rateOf = await ratesOver(context, {
    to,
    currencies: [...new Set(missing.map(({ currency }) => currency))],
    first: days[0] ?? '',
    last: days.at(-1) ?? '',
  })
  const learned = missing.flatMap(({ currency, day }) => {
    const found = rateOf(currency, day)
    if (found === null) return []
    const numerator = found.numerator * 10n ** BigInt(digitsOf(to))
    const denominator = found.denominator * 10n ** BigInt(digitsOf(currency))
    const shown = { rate: shownRate(found), rateDay: found.day, rateSource: found.source }
    return [{ currency, day, numerator: String(numerator), denominator: String(denominator), ...shown }]
  })
  await shipped.writeRates(context.db, learned)
}

/** Brings the ledger and what was sent out to what reports tell of these orders: what is as it was stays untouched. */
async function goOverOrders(
  context: Context,
  orders: readonly { readonly storeId: string; readonly number: string }[],
): Promise<void> {
  // Of most that is read in nothing was told before: an order report is gone over in next to no time.
  const [reported, booked] = [await reportedAmong(context, orders), await ledger.bookedAmong(context.db, orders)]
  const concerned = [...new Set([...reported, ...booked])]
  if (concerned.length === 0) return
  const known = await reportedOf(context, concerned)
  const { zone, currency } = await readWorkspace(context)
  const dayOf = (moment: Date) => dayIn(zone, moment)
  const months = known.flatMap(({ storeId, number, orderedAt }) =>
    orderedAt === null ? [] : [{ storeId, number, month: monthOf(dayOf(orderedAt)) }],
  )
  await shipped.writeMonths(context.db, months)
  const told = known.filter(({ units, entries, shipments }) => units.length + entries.length + shipments.length > 0)
  if (told.length === 0) return
  const costOf = await costsOf(context, told, dayOf)
  await bookImported(context, told, costOf)
  await writeShipped(context, told, { costOf, dayOf, to: currency })
}

/** What pieces of these orders cost on the days on which they were sent or came back: one statement. */
async function costsOf(context: Context, told: readonly Reported[], dayOf: (moment: Date) => string): Promise<CostOf> {
  const wanted = new Map<string, { sku: string; day: string }>()
  for (const { units, shipments } of told)
    for (const { sku, at } of [
      ...units.map(({ sku, returnedAt }) => ({ sku, at: returnedAt })),
      ...shipments.map(({ sku, shippedAt }) => ({ sku, at: shippedAt })),
    ])
      wanted.set(`${dayOf(at)} ${sku}`, { sku, day: dayOf(at) })
  const costs = await costsOn(context, [...wanted.values()])
  const known = new Map([...wanted.keys()].map((name, at) => [name, costs[at] ?? null]))
  return (sku, at) => known.get(`${dayOf(at)} ${sku}`) ?? null
}

async function bookImported(context: Context, told: readonly Reported[], costOf: CostOf): Promise<void> {
  const last = await ledger.lastOfOrders(context.db, told)
  const byKey = new Map(last.map((booking) => [booking.key, booking]))
  const standing = last.filter(({ reverses }) => reverses === null)
  const desk = await deskLines(context, standing)
  const { zone } = await readWorkspace(context)
  const wanted = told.flatMap((order) => {
    const orderMonth = order.orderedAt === null ? null : monthOf(dayIn(zone, order.orderedAt))
    const bookings = importedBookings(order, desk.get(nameOf(order.storeId, order.number)) ?? [], costOf)
    return bookings.map((booking): ToBook => ({ booking, orderMonth, before: byKey.get(booking.key) ?? null }))
  })
  const keys = new Set(wanted.map(({ booking }) => booking.key))
  await reverseAll(
    context,
    standing
      .filter(({ sourceKind, key }) => sourceKind === 'import' && !keys.has(key))
      .map((before): ToReverse => ({ before, because: { kind: 'import', id: before.orderNumber ?? '' } })),
  )
  await bookAll(context, wanted.filter(isNews))
}

/** What stands as it is told stays; so does what a person took back, until reports tell something else. */
const isNews = ({ booking, before }: ToBook): boolean => {
  if (before === null) return true
  const isClosed = before.reverses === null || before.sourceKind === 'person'
  return !isClosed || before.told !== toldBy(booking)
}

const nameOf = (storeId: string, orderNumber: string | null): string => `${storeId} ${orderNumber}`

/** What the desk itself has booked of orders, and stands, by order. */
async function deskLines(
  context: Context,
  standing: readonly ledger.BookingRow[],
): Promise<ReadonlyMap<string, DeskLine[]>> {
  const own = new Map(standing.flatMap((each) => (each.sourceKind === 'import' ? [] : [[each.id, each] as const])))
  const found = new Map<string, DeskLine[]>()
  if (own.size === 0) return found
  for (const { bookingId, sku, kind, currency, amount } of await ledger.linesOfBookings(context.db, [...own.keys()])) {
    const booking = own.get(bookingId)
    if (!booking) continue
    const name = nameOf(booking.storeId, booking.orderNumber)
    found.set(name, [...(found.get(name) ?? []), { sku, kind, currency, amount }])
  }
  return found
}

/** Writes what the pieces of parcels cost. */
async function writeShipped(
  context: Context,
  told: readonly Reported[],
  { costOf, dayOf, to }: { costOf: CostOf; dayOf: (moment: Date) => string; to: string },
): Promise<void> {
  const parcels = told.flatMap((order) => order.shipments.map((shipment) => ({ order, ...shipment })))
  if (parcels.length === 0) return
  const costs = parcels.map(({ sku, shippedAt }) => costOf(sku, shippedAt))
  const days = parcels.map(({ shippedAt }) => dayOf(shippedAt)).sort()
  const currencies = [...new Set(costs.flatMap((cost) => cost?.currency ?? []))]
  const rateOf = await ratesOver(context, { to, currencies, first: days[0] ?? '', last: days.at(-1) ?? '' })
  const categories = await categoriesOf(context, [...new Set(parcels.map(({ sku }) => sku))])
  await shipped.writeShipped(
    context.db,
    parcels.map(({ order, id, sku, quantity, shippedAt }, at) => {
      const [cost, day] = [costs[at], dayOf(shippedAt)]
      const amount = cost ? cost.unitCost * quantity : null
      const rate = cost ? rateOf(cost.currency, day) : null
      const digits = { from: digitsOf(cost?.currency ?? to), to: digitsOf(to) }
      return {
        ...{ shipmentId: id, storeId: order.storeId, orderNumber: order.number, sku, day, quantity, amount },
        category: categories.get(sku) ?? '',
        orderMonth: order.orderedAt === null ? unknownMonth : monthOf(dayOf(order.orderedAt)),
        currency: cost?.currency ?? null,
        baseAmount: amount === null || rate === null ? null : converted(amount, rate, digits),
      }
    }),
  )
}
