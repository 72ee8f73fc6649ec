import { byteOrderMark, csvLine } from '../../lib/csv.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, type Page, readCursor } from '../../platform/paging.ts'
import { readWorkspace } from '../access/index.ts'
import { digitsOf } from '../orders/index.ts'
import { storesByIds } from '../stores/index.ts'
import type { LineQuery } from './schema.figures.ts'
import type { LossLine } from './schema.ts'
import { reverseAll } from './service.booking.ts'
import { filterOf, spanOfLines, storesAsked } from './service.figures.ts'
import { settingsOf } from './service.settings.ts'
import { leaveDue } from './store.dues.ts'
import { lastOfKeys, lockKey, readBooking } from './store.ledger.ts'
import { type LineFilter, linesOfBooking, listLines } from './store.lines.ts'

async function filterOfLines(context: Context, query: LineQuery): Promise<LineFilter> {
  const basis = query.basis ?? (await settingsOf(context)).basis
  return {
    ...(await filterOf(context, query)),
    ...spanOfLines(basis, query),
    ...(query.withoutQuality && { withQuality: false }),
    state: query.state,
  }
}

/** One page of the ledger, the latest day first: what lies behind a figure that was asked for with the same cuts. */
export async function lossLines(context: Context, query: LineQuery): Promise<Page<LossLine>> {
  const [day, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const found = await listLines(context.db, await filterOfLines(context, query), {
    ...(query.after !== undefined && { after: [dayIn(day), idIn(id)] as const }),
    limit: query.limit + 1,
  })
  return cutPage(found, query.limit, ({ day, id }) => [day, id])
}

function dayIn(part: unknown): string {
  if (typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part) && !Number.isNaN(Date.parse(part))) return part
  throw new Refusal('request.invalid', { errors: [{ field: 'after', message: 'not a cursor of this list' }] })
}

/** The lines of a booking, with those of what it reverses or is reversed by. */
export async function bookingLines(context: Context, id: string): Promise<{ items: LossLine[] }> {
  const booking = await visibleBooking(context, id)
  const lines = await linesOfBooking(context.db, id)
  const other = booking.reverses ?? lines[0]?.reversedBy ?? null
  return { items: other === null ? lines : [...lines, ...(await linesOfBooking(context.db, other))] }
}

async function visibleBooking(context: Context, id: string) {
  const booking = await readBooking(context.db, id)
  const stores = await storesAsked(context, {})
  if (!booking || (stores && !stores.includes(booking.storeId))) throw new Refusal('losses.not-found')
  return booking
}

/**
 * Takes a booking back because a person says that it is wrong, with their reason. What was imported is not booked again
 * until its reports tell something else.
 */
export function correctBooking(context: Context, id: string, reason: string): Promise<{ items: LossLine[] }> {
  return transact(context, async (context) => {
    const booking = await visibleBooking(context, id)
    await lockKey(context.db, booking.key)
    const [last] = await lastOfKeys(context.db, [booking.key])
    if (last?.id !== id || booking.reverses !== null) throw new Refusal('losses.reversed-already')
    const note = reason.trim()
    await reverseAll(context, [{ before: booking, because: { kind: 'person', id: context.actor.id }, note }])
    if (booking.orderNumber !== null)
      await leaveDue(context.db, { storeId: booking.storeId, numbers: [booking.orderNumber] })
    await recordAudit(context, {
      action: 'losses.booking-reversed',
      subject: { kind: 'loss-booking', id, name: booking.orderNumber ?? booking.sku },
      changes: [{ field: 'reason', before: null, after: note }],
    })
    return bookingLines(context, id)
  })
}

const headings = [
  ...['day', 'store', 'order', 'sku', 'category', 'kind', 'account', 'amount', 'currency', 'base amount'],
  ...['base currency', 'rate', 'rate day', 'state', 'reason', 'quality', 'fault', 'policy version', 'source'],
  ...['source id', 'booking', 'reverses', 'note'],
]
/** Lines of one file; a spreadsheet takes no more than a million rows. */
const mostLines = 50_000

/** The ledger behind a figure as a CSV file, at most 50,000 lines, amounts in whole units with a decimal point. */
export async function lossFile(context: Context, query: LineQuery): Promise<string> {
  const { currency: base } = await readWorkspace(context)
  const lines = await listLines(context.db, await filterOfLines(context, query), { limit: mostLines })
  const stores = new Map(
    (await storesByIds(context, [...new Set(lines.map(({ storeId }) => storeId))])).map(({ id, name }) => [id, name]),
  )
  const money = (amount: number | null, currency: string) =>
    amount === null ? '' : (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))
  const rows = lines.map((line) =>
    csvLine([
      ...[line.day, stores.get(line.storeId) ?? '', line.orderNumber ?? '', line.sku, line.category, line.kind],
      ...[line.counter, money(line.amount, line.currency), line.currency, money(line.baseAmount, base), base],
      ...[line.rate ?? '', line.rateDay ?? '', line.state, line.reason ?? ''],
      ...[line.isQuality === null ? '' : line.isQuality ? 'yes' : 'no', line.fault ?? '', line.policyVersionId ?? ''],
      ...[line.source.kind, line.source.id, line.bookingId, line.reverses ?? '', line.note],
    ]),
  )
  return byteOrderMark + csvLine(headings) + rows.join('')
}
