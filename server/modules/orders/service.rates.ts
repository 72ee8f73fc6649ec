import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal, wordsOf } from '../../platform/errors.ts'
import { cutPage, type Page, readCursor } from '../../platform/paging.ts'
import { type RateFault, ratesInFile } from './rules.rates.file.ts'
import { converted, dayBefore, type FoundRate, gapsIn, mostDaysBefore, rateOn, shownRate } from './rules.rates.ts'
import type { OrderMoney } from './schema.money.ts'
import type { ConvertedMoney, CurrencyRate, RateCoverage, RateQuery } from './schema.rates.ts'
import type { Recorded } from './service.rows.ts'
import * as store from './store.rates.ts'

/** Rates written by one statement. */
const atOnce = 5_000

/** Records rates of currencies: of a day and pair that is told twice the later stands. The same again changes nothing. */
export function recordRates(context: Context, rates: readonly CurrencyRate[]): Promise<Recorded> {
  return transact(context, async (context) => {
    const last = new Map(rates.map((rate) => [`${rate.from} ${rate.to} ${rate.day}`, rate]))
    // In the order of their names, so that two who write the same wait and do not lock each other.
    const inOrder = [...last].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rate]) => rate)
    let added = 0
    let changed = 0
    for (let from = 0; from < inOrder.length; from += atOnce) {
      const written = await store.writeRates(context.db, inOrder.slice(from, from + atOnce), context.now())
      added += written.added
      changed += written.changed
    }
    if (added + changed > 0)
      await recordAudit(context, {
        action: 'orders.rates-recorded',
        subject: { kind: 'workspace', id: context.workspaceId },
      })
    return { added, changed, unchanged: rates.length - added - changed }
  })
}

/** As `recordRates`, for a caller of the API: a currency has no rate to itself. */
export function sendRates(context: Context, rates: readonly CurrencyRate[]): Promise<Recorded> {
  const at = rates.findIndex(({ from, to }) => from === to)
  if (at === -1) return recordRates(context, rates)
  const message = wordsOf(new Refusal('orders.same-currency'), context.language)
  throw new Refusal('request.invalid', { errors: [{ field: `rows.${at}.to`, message }] })
}

/** Faults of a file that are told. */
const mostFaults = 100

/** Records the rates of a file (`rules.rates.file.ts`), and tells of what could not be read of it. */
export async function recordRateFile(
  context: Context,
  text: string,
  since: string,
): Promise<Recorded & { faults: RateFault[] }> {
  const read = ratesInFile(text, { source: 'ECB', since })
  if (read === null) throw new Refusal('orders.no-rates')
  const recorded = await recordRates(context, read.rates)
  return { ...recorded, faults: read.faults.slice(0, mostFaults) }
}

/** One page of the rates, the latest first. */
export async function listRates(context: Context, query: RateQuery): Promise<Page<CurrencyRate>> {
  const [day, from, to] = query.after === undefined ? [] : readCursor(query.after, 3)
  const found = await store.listRates(context.db, {
    ...{ from: query.from, to: query.to },
    ...(query.after !== undefined && { after: [dayIn(day), String(from), String(to)] as const }),
    limit: query.limit + 1,
  })
  return cutPage(found, query.limit, ({ day, from, to }) => [day, from, to])
}

function dayIn(part: unknown): string {
  if (typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part) && !Number.isNaN(Date.parse(part))) return part
  throw new Refusal('request.invalid', { errors: [{ field: 'after', message: 'not a cursor of this list' }] })
}

/** Days that are looked back on. */
const lookedBack = 366

/** How far the rates of each pair reach, and where they have gaps. */
export async function rateCoverage(context: Context): Promise<RateCoverage[]> {
  const today = context.now().toISOString().slice(0, 10)
  const pairs = await store.pairsSince(context.db, dayBefore(today, lookedBack))
  return pairs.map(({ days, ...pair }) => ({
    ...pair,
    first: days[0] ?? today,
    last: days.at(-1) ?? today,
    days: days.length,
    gaps: gapsIn(days, today),
  }))
}

interface WhatWasPaid {
  readonly orderedAt: Date
  readonly currency: string
  readonly total: number
  readonly money: readonly OrderMoney[]
}

/** What an order came to in one currency, by the rates of the day of the order; what has no rate is named and not guessed. */
export async function moneyIn(context: Context, order: WhatWasPaid, currency: string): Promise<ConvertedMoney> {
  const day = order.orderedAt.toISOString().slice(0, 10)
  const others = [...new Set([order.currency, ...order.money.map((money) => money.currency)])].filter(
    (one) => one !== currency,
  )
  const known = await store.ratesBetween(context.db, [...new Set([currency, 'EUR', ...others])], {
    first: dayBefore(day, mostDaysBefore),
    last: day,
  })
  const sum = (amounts: readonly { readonly currency: string; readonly amount: number }[]): number | null => {
    let all = 0
    for (const { currency: from, amount } of amounts) {
      const rate = rateOn(known, { from, to: currency, day })
      if (rate === null) return null
      all += converted(amount, rate, { from: digitsOf(from), to: digitsOf(currency) })
    }
    return amounts.length === 0 ? null : all
  }
  return {
    currency,
    day,
    paid: sum([{ currency: order.currency, amount: order.total }]),
    net: sum(order.money.map(({ currency, net }) => ({ currency, amount: net }))),
    rates: others.map((from) => {
      const rate = rateOn(known, { from, to: currency, day })
      if (rate === null || rate.way === 'same') return { from, day: null, way: null, rate: null, source: '' }
      return { from, day: rate.day, way: rate.way, rate: shownRate(rate), source: rate.source }
    }),
  }
}

/**
 * What brings amounts of these currencies to another on the days of a span (`2026-09-29`), both among them; see `rateOn`.
 * Each pair and day is looked for once.
 */
export async function ratesOver(
  context: Context,
  span: { readonly to: string; readonly currencies: readonly string[]; readonly first: string; readonly last: string },
): Promise<(from: string, day: string) => FoundRate | null> {
  const all = [...new Set([span.to, 'EUR', ...span.currencies])]
  const days = { first: dayBefore(span.first, mostDaysBefore), last: span.last }
  const known = span.currencies.every((one) => one === span.to) ? [] : await store.ratesBetween(context.db, all, days)
  const byDay = new Map<string, CurrencyRate[]>()
  for (const rate of known) byDay.set(rate.day, [...(byDay.get(rate.day) ?? []), rate])
  const found = new Map<string, FoundRate | null>()
  return (from, day) => {
    const name = `${from} ${day}`
    const before = found.get(name)
    if (before !== undefined) return before
    const near = Array.from({ length: mostDaysBefore + 1 }, (_, back) => byDay.get(dayBefore(day, back)) ?? []).flat()
    const rate = rateOn(near, { from, to: span.to, day })
    found.set(name, rate)
    return rate
  }
}

/** Digits after the decimal mark of a currency (ISO 4217): two of the euro, none of the yen. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
