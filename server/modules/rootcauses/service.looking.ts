import { dayOf, isoDate } from '../../lib/time.ts'
import { type Context, transact } from '../../platform/context.ts'
import { enqueue } from '../../platform/jobs.ts'
import { announce } from '../../platform/realtime.ts'
import { describeSkus } from '../products/index.ts'
import { type Base, basesOf, type Past } from './rules.bases.ts'
import { delayCurve } from './rules.delays.ts'
import { discoveries } from './rules.discoveries.ts'
import { type Cohort, farthestBack, type Suspect, totalOf, type Weighed, weigh } from './rules.evidence.ts'
import { againstSwing } from './rules.swing.ts'
import { cohortsOf, type DayOfSku, figuresOf, mondayOf, reasonsAmong, weekOf } from './rules.ts'
import { agesOfOld, asDay, count, dayIn, today } from './service.counting.ts'
import * as counts from './store.counts.ts'
import * as store from './store.ts'

export const lookJob = 'rootcauses.look'
/** The desk looks once a day, from this hour of the workspace's own on: the night's reports are in by then. */
const fromHour = 4
/** SKUs whose days are read at once. */
const skusAtOnce = 500

/** Leaves a look to a job where none was made today. */
export async function lookWhenDue(context: Context): Promise<void> {
  const { lookedAt } = await counts.readLook(context.db)
  const { day, zone } = await today(context)
  const due = new Date(context.now().getTime() - fromHour * 3_600_000)
  if (!lookedAt || dayIn(zone, lookedAt) < Math.min(day, dayIn(zone, due))) await wantLook(context)
}

/** Has the desk look soon; one look does the work of several that wait. */
export const wantLook = (context: Context): Promise<void> => enqueue(context, lookJob, {}, { key: 'look' })

/**
 * Looks through every SKU that was sold within the last 18 weeks, opens an anomaly for each that comes back too often, and
 * brings the figures of open ones up to date. Looking twice opens nothing twice.
 */
export async function look(context: Context): Promise<void> {
  const now = context.now()
  const isCounted = await transact(context, async (context) => {
    const held = await counts.lockLook(context.db)
    if (!held) return false
    await count(context, held.countedAt)
    await counts.saveLook(context.db, { ...held, countedAt: now })
    return true
  })
  if (!isCounted) return
  await transact(context, async (context) => {
    const held = await counts.lockLook(context.db)
    if (!held) return
    await counts.saveLook(context.db, { ...held, lookedAt: now, ...(await weighAll(context)) })
  })
}

/** What is known of all SKUs together: how fast returns come, how often in each category, and what a week did to all. */
interface Known {
  readonly curve: readonly number[]
  readonly day: number
  readonly baseOf: (category: string) => Base
  readonly swing: Map<number, { returned: number; expected: number }>
}

interface OfSku {
  readonly sku: string
  readonly category: string
  readonly days: readonly DayOfSku[]
}

/** A SKU's weeks of orders, weighed against what the same weeks did to all others. */
function cohortsAgainst(known: Known, { category, days }: Pick<OfSku, 'category' | 'days'>): Cohort[] {
  return againstSwing(cohortsOf(days, known.curve, known.day), rateOf(known.baseOf(category)), known.swing)
}

const rateOf = ([all]: Base): number => (all ? all.shape / all.exposure : 0)

/** Goes through all SKUs, some at a time. Weeks of a fault that was found and mended say nothing of how a SKU usually is. */
async function eachSku(
  context: Context,
  mended: ReadonlyMap<string, readonly { from: number; until: number }[]>,
  work: (sku: OfSku) => void,
): Promise<void> {
  let last = ''
  for (;;) {
    const rows = await counts.countsAfter(context.db, last, skusAtOnce)
    if (rows.length === 0) return
    const bySku = Map.groupBy(rows, ({ sku }) => sku)
    const described = await describeSkus(context, [...bySku.keys()])
    const categories = new Map(described.map(({ sku, category }) => [sku, category]))
    for (const [sku, own] of bySku) {
      const spans = mended.get(sku) ?? []
      const days = own.map(asDay).filter(({ day }) => !spans.some(({ from, until }) => day >= from && day < until))
      work({ sku, category: categories.get(sku) ?? '', days })
    }
    last = rows.at(-1)?.sku ?? last
  }
}

/** What the workspace's own counts say of all SKUs together. */
async function knownOf(context: Context, mended: Parameters<typeof eachSku>[1]): Promise<Known> {
  const { day } = await today(context)
  const curve = delayCurve(await agesOfOld(context, day))
  const pasts: (Past & { category: string })[] = []
  const weeks = new Map<string, { week: number; category: string; exposure: number; returned: number }>()
  await eachSku(context, mended, ({ category, days }) => {
    const cohorts = cohortsOf(days, curve, day)
    pasts.push({ category, ...totalOf(cohorts) })
    for (const { week, exposure, returned } of cohorts) {
      const key = `${week} ${category}`
      const sum = weeks.get(key) ?? { week, category, exposure: 0, returned: 0 }
      sum.exposure += exposure
      sum.returned += returned[0] ?? 0
      weeks.set(key, sum)
    }
  })
  const baseOf = basesOf(pasts)
  const swing: Known['swing'] = new Map()
  for (const { week, category, exposure, returned } of weeks.values()) {
    const sum = swing.get(week) ?? { returned: 0, expected: 0 }
    swing.set(week, { returned: sum.returned + returned, expected: sum.expected + exposure * rateOf(baseOf(category)) })
  }
  return { curve, day, baseOf, swing }
}

/** The weeks in which SKUs had a fault that was mended, and up to when each was judged. */
async function judgedBefore(context: Context) {
  const { zone } = await today(context)
  const closed = await store.closedAnomalies(context.db)
  const mended = new Map<string, { from: number; until: number }[]>()
  const judgedUntil = new Map<string, number>()
  for (const { sku, state, since, closedAt } of closed) {
    const until = dayIn(zone, closedAt)
    judgedUntil.set(sku, Math.max(weekOf(until), judgedUntil.get(sku) ?? Number.NEGATIVE_INFINITY))
    if (state === 'solved') mended.set(sku, [...(mended.get(sku) ?? []), { from: since, until }])
  }
  return { mended, judgedUntil }
}

interface Candidate extends OfSku {
  readonly cohorts: readonly Cohort[]
  readonly evidence: number
  readonly best: NonNullable<Weighed['best']>
}

async function weighAll(context: Context): Promise<{ curve: number[]; tested: number; found: number }> {
  const { mended, judgedUntil } = await judgedBefore(context)
  const known = await knownOf(context, mended)
  const open = new Map((await store.openAnomalies(context.db)).map((anomaly) => [anomaly.sku, anomaly]))
  const thisWeek = weekOf(known.day)
  const candidates: Candidate[] = []
  const followed: { anomaly: store.AnomalyRecord; figures: store.Figures }[] = []
  let tested = 0
  await eachSku(context, mended, (sku) => {
    const cohorts = cohortsAgainst(known, sku)
    if (!cohorts.some(({ week, exposure }) => exposure > 0 && week > thisWeek - farthestBack)) return
    tested++
    const base = known.baseOf(sku.category)
    const anomaly = open.get(sku.sku)
    if (anomaly) {
      followed.push({
        anomaly,
        figures: figuresFor(context, { ...sku, cohorts }, base, suspectOf(anomaly), anomaly.stream),
      })
      return
    }
    const { evidence, best } = weigh(cohorts, base, thisWeek, judgedUntil.get(sku.sku))
    // Below this none can be a finding, however many others there are: they need not be kept.
    if (best && evidence > 0) candidates.push({ ...sku, cohorts, evidence, best })
  })
  const places = discoveries(
    candidates.map(({ evidence }) => evidence),
    tested,
    open.size,
  )
  for (const { anomaly, figures } of followed) await store.updateFigures(context.db, anomaly.id, figures)
  for (const place of places) {
    const candidate = candidates[place]
    if (candidate) await openAnomaly(context, candidate, known.baseOf(candidate.category))
  }
  return { curve: [...known.curve], tested, found: places.length }
}

async function openAnomaly(context: Context, candidate: Candidate, base: Base): Promise<void> {
  const { sku, evidence, best } = candidate
  const { suspect, stream } = best
  const id = context.newId()
  const first = Math.min(...suspectedDays(candidate.days, suspect).map(({ day }) => day))
  const anomaly: store.AnomalyRecord = {
    id,
    sku,
    since: isoDate(suspect.kind === 'since' ? mondayOf(suspect.week) : mondayOf(weekOf(first))),
    batch: suspect.kind === 'batch' ? suspect.batch : null,
    stream,
    state: 'open',
    foundAt: context.now(),
    evidence,
    ...figuresFor(context, candidate, base, suspect, stream),
    actionId: null,
    actedAt: null,
    closedAt: null,
    closedBy: null,
    closeReason: '',
  }
  if (await store.insertAnomaly(context.db, anomaly))
    await announce(context, { topic: 'anomaly', id }, { permission: 'rootcauses.read' })
}

function figuresFor(
  context: Context,
  { cohorts, days }: Pick<Candidate, 'cohorts' | 'days'>,
  base: Base,
  suspect: Suspect,
  stream: store.AnomalyRecord['stream'],
): store.Figures {
  const suspected = suspectedDays(days, suspect)
  return {
    ...figuresOf(cohorts, base, suspect, stream),
    sent: suspected.reduce((sum, { sent }) => sum + sent, 0),
    reasons: reasonsAmong(suspected.flatMap(({ reasons }) => [...reasons])),
    weighedAt: context.now(),
  }
}

/** Which orders an anomaly is about. */
export function suspectOf({ batch, since }: Pick<store.AnomalyRecord, 'batch' | 'since'>): Suspect {
  return batch === null ? { kind: 'since', week: weekOf(dayOf(since)) } : { kind: 'batch', batch }
}

/** The days among these that are suspected. */
export const suspectedDays = (days: readonly DayOfSku[], suspect: Suspect): DayOfSku[] =>
  days.filter(({ day, batch }) => (suspect.kind === 'since' ? weekOf(day) >= suspect.week : batch === suspect.batch))
