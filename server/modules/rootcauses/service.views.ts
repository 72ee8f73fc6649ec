import { dayOf, isoDate } from '../../lib/time.ts'
import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { maskPersonal } from '../classification/index.ts'
import { type CameBack, cameBackOf } from '../orders/index.ts'
import { describeSkus } from '../products/index.ts'
import { delayCurve } from './rules.delays.ts'
import { totalOf } from './rules.evidence.ts'
import { changeOf, rateOf } from './rules.intervals.ts'
import { streams } from './rules.streams.ts'
import { chartOf, cohortsOf, type DayOfSku, mondayOf } from './rules.ts'
import type { Anomaly, AnomalyDetail, AnomalyQuery } from './schema.ts'
import { asDay, dayIn, startOf, today } from './service.counting.ts'
import { suspectedDays, suspectOf } from './service.looking.ts'
import { countsOfSku, readLook } from './store.counts.ts'
import * as store from './store.ts'

/** Returned units that a detail reads: enough for any SKU that is looked at in time. */
const unitsRead = 1_000
const commentsShown = 40

/** One page of anomalies, the newest first. */
export async function listAnomalies(context: Context, query: AnomalyQuery): Promise<Page<Anomaly>> {
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const found = await store.listAnomalies(context.db, {
    isOpen: query.view === 'open',
    ...(query.after !== undefined && { after: [momentIn(moment), idIn(id)] as const }),
    limit: query.limit + 1,
  })
  const { items, next } = cutPage(found, query.limit, ({ foundAt, id }) => [foundAt.toISOString(), id])
  return { items: await linesOf(context, items), next }
}

async function linesOf(context: Context, anomalies: readonly store.AnomalyRecord[]): Promise<Anomaly[]> {
  const described = await describeSkus(context, [...new Set(anomalies.map(({ sku }) => sku))])
  const goods = new Map(described.map((each) => [each.sku, each]))
  return anomalies.map(({ closedBy: _, weighedAt: __, exposure: ___, reasons: ____, ...anomaly }) => ({
    ...anomaly,
    title: goods.get(anomaly.sku)?.title ?? '',
    category: goods.get(anomaly.sku)?.category ?? '',
  }))
}

/** What the last look was about. */
export async function showLook(context: Context) {
  const { lookedAt, tested, found } = await readLook(context.db)
  return { lookedAt, tested, found }
}

/** One anomaly with its control chart, reasons, costs, comments, and the rate before and after what was done. */
export async function showAnomaly(context: Context, id: string): Promise<AnomalyDetail> {
  const anomaly = await store.readAnomaly(context.db, id)
  const [line] = anomaly ? await linesOf(context, [anomaly]) : []
  if (!anomaly || !line) throw new Refusal('rootcauses.not-found')
  const { day, zone } = await today(context)
  const curve = (await readLook(context.db)).curve ?? delayCurve([])
  const days = (await countsOfSku(context.db, anomaly.sku)).map(asDay)
  const suspect = suspectOf(anomaly)
  const units = await unitsOf(context, anomaly, startOf(zone, dayOf(anomaly.since)))
  const suspected = suspectedDays(days, suspect)
  const acted = anomaly.actedAt && dayIn(zone, anomaly.actedAt)
  const span = (some: readonly DayOfSku[]) => spanOf(some, curve, day, streams.indexOf(anomaly.stream))
  // The day on which it was done is of neither side: some of its orders were sent before.
  const before = acted === null ? null : span(suspected.filter((each) => each.day < acted))
  const after = acted === null ? null : span(days.filter((each) => each.day > acted))
  return {
    ...line,
    weeks: chartOf(days, curve, day, { suspect, stream: anomaly.stream, baseRate: anomaly.baseRate }).map(
      ({ week, ...point }) => ({ week: isoDate(mondayOf(week)), ...point }),
    ),
    reasons: anomaly.reasons,
    ...costsOf(units),
    comments: commentsOf(units),
    before: before?.shown ?? null,
    after: after?.shown ?? null,
    change: before && after ? shownChange(changeOf(before, after)) : null,
  }
}

function spanOf(days: readonly DayOfSku[], curve: readonly number[], today: number, stream: number) {
  const { exposure, returned } = totalOf(cohortsOf(days, curve, today))
  const count = returned[stream] ?? 0
  const rate = rateOf(count, exposure)
  const sent = days.reduce((sum, each) => sum + each.sent, 0)
  return { count, exposure, shown: rate && { sent, returned: count, ...rate } }
}

function shownChange(change: ReturnType<typeof changeOf>) {
  return change && { ...change, high: change.high === Number.MAX_SAFE_INTEGER ? null : change.high }
}

/** The returned units that it is about, of the stores whose orders the actor may read. */
function unitsOf(context: Context, { sku, batch }: store.AnomalyRecord, orderedFrom: Date): Promise<CameBack[]> {
  const scope = scopeOf(context, 'orders.read')
  const storeIds = scope === 'all' ? undefined : scope === undefined ? [] : context.actor.storeIds
  return cameBackOf(context, { sku, batch, orderedFrom, storeIds, limit: unitsRead })
}

/** What the reports say was paid, by currency; what they do not say is counted, never guessed. */
function costsOf(units: readonly CameBack[]) {
  const costs = new Map<string, { currency: string; refunded: number; labels: number }>()
  for (const { currency, refunded, labelCost } of units) {
    if (currency === null) continue
    const sum = costs.get(currency) ?? { currency, refunded: 0, labels: 0 }
    costs.set(currency, {
      currency,
      refunded: sum.refunded + (refunded ?? 0),
      labels: sum.labels + (labelCost ?? 0),
    })
  }
  return { costs: [...costs.values()], withoutAmount: units.filter(({ refunded }) => refunded === null).length }
}

const commentsOf = (units: readonly CameBack[]) =>
  units
    .filter(({ comments }) => comments !== '')
    .slice(0, commentsShown)
    .map(({ id, returnedAt, reason, comments }) => ({
      unitId: id,
      at: returnedAt,
      reason,
      text: maskPersonal(comments),
    }))
