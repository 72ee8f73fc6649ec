import { createHash } from 'node:crypto'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { readWorkspace } from '../access/index.ts'
import { converted, digitsOf, ratesOver, shownRate } from '../orders/index.ts'
import { categoriesOf } from '../products/index.ts'
import { counterOf, lossLinesOf, saidBy, type WaitingBooking, wrongSign } from './rules.booking.ts'
import { dayIn, unknownMonth } from './rules.days.ts'
import type { LossBooking, LossLine, LossSource } from './schema.ts'
import { leaveDue } from './store.dues.ts'
import * as store from './store.ledger.ts'
import { linesOfRequest, sumsOfGroups } from './store.lines.ts'

const noVersion = '00000000-0000-0000-0000-000000000000'

/** A hash of what a booking says: told alike it is the same one. */
export const toldBy = (booking: WaitingBooking): string =>
  createHash('sha256').update(saidBy(booking)).digest('base64url')

/** Something that is to be booked, after what stands under its key now. */
export interface ToBook {
  readonly booking: WaitingBooking
  /** The first day of the month in which it was ordered; null while the order is not known. */
  readonly orderMonth: string | null
  /** The last booking under its key; null where there is none. */
  readonly before: store.BookingRow | null
}

/** A booking that is to be taken back. */
export interface ToReverse {
  readonly before: store.BookingRow
  readonly because: LossSource
  readonly note?: string
}

/**
 * Books what a return cost at one moment. The same key with the same lines changes nothing; with others the former booking
 * is reversed and the new one booked, both on the day of the new and of the former. No lines reverse the former.
 * Refuses lines whose sign is not that of their kind (`losses.wrong-sign`).
 */
export function bookLosses(context: Context, booking: LossBooking): Promise<void> {
  return transact(context, async (context) => {
    if (wrongSign(booking.lines)) throw new Refusal('losses.wrong-sign')
    await store.lockKey(context.db, booking.key)
    const [before = null] = await store.lastOfKeys(context.db, [booking.key])
    const lines = lossLinesOf(booking.lines)
    const stands = before !== null && before.reverses === null
    if (stands && before.told === toldBy({ ...booking, lines })) return
    if (lines.length > 0) await bookAll(context, [{ booking: { ...booking, lines }, orderMonth: null, before }])
    else if (stands) await reverseAll(context, [{ before, because: booking.source }])
    if (booking.orderNumber !== null)
      await leaveDue(context.db, { storeId: booking.storeId, numbers: [booking.orderNumber] })
  })
}

/** Takes back what stands under a key; nothing where nothing does. Both remain to be read. */
export function reverseLosses(
  context: Context,
  key: string,
  because: LossSource & { readonly note?: string },
): Promise<void> {
  return transact(context, async (context) => {
    await store.lockKey(context.db, key)
    const [before] = await store.lastOfKeys(context.db, [key])
    if (!before || before.reverses !== null) return
    const { note = '', ...source } = because
    await reverseAll(context, [{ before, because: source, note }])
    if (before.orderNumber !== null)
      await leaveDue(context.db, { storeId: before.storeId, numbers: [before.orderNumber] })
  })
}

/** The lines beside a return, the earliest first, those that were taken back too; `lossSums` adds them up. */
export const lossesOfRequest = (context: Context, returnRequestId: string): Promise<LossLine[]> =>
  linesOfRequest(context.db, returnRequestId)

/** By key, what is booked under it now, in the currency of its booking: null where an amount is missing, nothing where none stands. */
export async function standingUnder(context: Context, keys: readonly string[]): Promise<Map<string, number | null>> {
  const found = (await store.lastOfKeys(context.db, keys)).filter(({ reverses }) => reverses === null)
  if (found.length === 0) return new Map()
  const lines = Map.groupBy(
    await store.linesOfBookings(
      context.db,
      found.map(({ id }) => id),
    ),
    ({ bookingId }) => bookingId,
  )
  return new Map(
    found.map(({ id, key }) => [
      key,
      (lines.get(id) ?? []).reduce<number | null>(
        (sum, { amount }) => (sum === null || amount === null ? null : sum + amount),
        0,
      ),
    ]),
  )
}

/**
 * What each group of returns has lost, in minor units of the workspace's currency, in the order given; null while an amount
 * or a rate of one of them is missing. One question, however many there are.
 */
export async function lossesOfGroups(
  context: Context,
  groups: readonly (readonly string[])[],
): Promise<{ readonly currency: string; readonly sums: readonly (number | null)[] }> {
  const { currency } = await readWorkspace(context)
  const found = new Map((await sumsOfGroups(context.db, groups)).map(({ at, base }) => [at, base]))
  // Of what nobody booked nothing is lost.
  return { currency, sums: groups.map((_, at) => (found.has(at) ? (found.get(at) ?? null) : 0)) }
}

/** Books many, each under a key of its own that nobody else books under now; what stands under a key is reversed first. */
export async function bookAll(context: Context, wanted: readonly ToBook[]): Promise<void> {
  if (wanted.length === 0) return
  const standing = wanted.flatMap(({ before, booking }) =>
    before !== null && before.reverses === null ? [{ before, because: booking.source }] : [],
  )
  await reverseAll(context, standing)
  const workspace = await readWorkspace(context)
  const dated = wanted.map((each) => ({ ...each, day: dayIn(workspace.zone, each.booking.bookedAt) }))
  const days = dated.map(({ day }) => day).sort()
  const [rateOf, categories] = [
    await ratesOver(context, {
      to: workspace.currency,
      currencies: [...new Set(wanted.map(({ booking }) => booking.currency))],
      first: days[0] ?? '',
      last: days.at(-1) ?? '',
    }),
    await categoriesOf(context, [...new Set(wanted.map(({ booking }) => booking.sku))]),
  ]
  const rows = dated.map(({ booking, orderMonth, before, day }) => {
    const row = bookingRow(context, booking, turnAfter(before))
    const found = rateOf(booking.currency, day)
    const digits = { from: digitsOf(booking.currency), to: digitsOf(workspace.currency) }
    const rate = found && found.way !== 'same' ? found : null
    const lines = booking.lines.map(
      ({ kind, amount }): store.LineRow => ({
        ...{ id: context.newId(), bookingId: row.id, kind, counter: counterOf(kind), sign: 1, amount },
        currency: booking.currency,
        baseAmount: amount === null || found === null ? null : converted(amount, found, digits),
        rate: rate && amount !== null ? shownRate(rate) : null,
        rateDay: rate && amount !== null ? rate.day : null,
        rateSource: rate && amount !== null ? rate.source : null,
        ...{ day, orderMonth: orderMonth ?? unknownMonth, storeId: booking.storeId, sku: booking.sku },
        category: categories.get(booking.sku) ?? '',
        reason: booking.reason ?? '',
        quality: booking.isQuality === null ? 'unknown' : booking.isQuality ? 'yes' : 'no',
        fault: booking.fault ?? '',
        policyVersionId: booking.policyVersionId ?? noVersion,
      }),
    )
    return { row, lines }
  })
  await store.insertBookings(
    context.db,
    rows.map(({ row }) => row),
    context.now(),
  )
  await store.insertLines(
    context.db,
    rows.flatMap(({ lines }) => lines),
  )
}

/** A reversal of what stands takes one turn of its key, and what is booked in its place the next. */
const turnAfter = (before: store.BookingRow | null): number =>
  before === null ? 1 : before.turn + (before.reverses === null ? 2 : 1)

const bookingRow = (context: Context, booking: WaitingBooking, turn: number): store.BookingRow => ({
  ...{ id: context.newId(), key: booking.key, turn, reverses: null, returnRequestId: booking.returnRequestId },
  ...{ storeId: booking.storeId, orderNumber: booking.orderNumber, sku: booking.sku, bookedAt: booking.bookedAt },
  ...{ currency: booking.currency, told: toldBy(booking), note: '', madeBy: memberOf(context) },
  ...{ sourceKind: booking.source.kind, sourceId: booking.source.id },
})

const memberOf = ({ actor }: Context): string | null => (actor.kind === 'member' ? actor.id : null)

/**
 * Takes bookings back by booking the opposite of each line, at the rate of the line, on the day of the booking: so that the
 * figures of that day are right, while it can be read when and why they were put right.
 */
export async function reverseAll(context: Context, wanted: readonly ToReverse[]): Promise<void> {
  if (wanted.length === 0) return
  const rows = wanted.map(
    ({ before, because, note = '' }): store.BookingRow => ({
      ...before,
      ...{ id: context.newId(), turn: before.turn + 1, reverses: before.id, madeBy: memberOf(context), note },
      ...{ sourceKind: because.kind, sourceId: because.id },
    }),
  )
  const reversals = new Map(rows.map(({ id, reverses }) => [reverses, id]))
  const lines = await store.linesOfBookings(
    context.db,
    [...reversals.keys()].flatMap((id) => id ?? []),
  )
  await store.insertBookings(context.db, rows, context.now())
  await store.insertLines(
    context.db,
    lines.map((line) => ({
      ...line,
      id: context.newId(),
      bookingId: reversals.get(line.bookingId) ?? '',
      sign: -line.sign,
      amount: opposite(line.amount),
      baseAmount: opposite(line.baseAmount),
    })),
  )
}

const opposite = (amount: number | null): number | null => (amount === null || amount === 0 ? amount : -amount)
