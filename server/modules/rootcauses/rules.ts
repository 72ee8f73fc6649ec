import type { Base } from './rules.bases.ts'
import { shareBack } from './rules.delays.ts'
import { type Cohort, ofSuspect, type Suspect, totalOf } from './rules.evidence.ts'
import { tailOf, upperLimit } from './rules.intervals.ts'
import { countsOf, type Group, groups, type Stream, streams } from './rules.streams.ts'

/** What was sent of a SKU on the orders of a day, and what came back of it. */
export interface DayOfSku {
  readonly batch: string
  /** Days since 1970-01-01. */
  readonly day: number
  readonly sent: number
  readonly ages: readonly number[]
  readonly reasons: readonly Group[]
}

/** The week of a day: weeks begin on Monday, as ISO 8601 has it; day 4 was the first Monday. */
export const weekOf = (day: number): number => Math.floor((day - 4) / 7)
/** The Monday of a week, in days since 1970-01-01. */
export const mondayOf = (week: number): number => week * 7 + 4

/** A SKU's days as weeks of orders, each order counted by the share of its returns that must be back by `today`. */
export function cohortsOf(days: readonly DayOfSku[], curve: readonly number[], today: number): Cohort[] {
  const cohorts = new Map<string, { week: number; batch: string; exposure: number; reasons: Group[] }>()
  for (const { day, batch, sent, reasons } of days) {
    const week = weekOf(day)
    const key = `${week} ${batch}`
    const cohort = cohorts.get(key) ?? { week, batch, exposure: 0, reasons: [] }
    cohort.exposure += sent * shareBack(curve, today - day)
    cohort.reasons.push(...reasons)
    cohorts.set(key, cohort)
  }
  return [...cohorts.values()].map(({ reasons, ...cohort }) => ({ ...cohort, returned: countsOf(reasons) }))
}

/** What the suspected orders show, held against the SKU's other orders and its base. */
export function figuresOf(cohorts: readonly Cohort[], base: Base, suspect: Suspect, stream: Stream) {
  const at = streams.indexOf(stream)
  const [suspected, all] = [totalOf(ofSuspect(cohorts, suspect)), totalOf(cohorts)]
  const own = base[at] ?? { shape: 1, exposure: 20 }
  const observed = suspected.returned[at] ?? 0
  const others = {
    shape: own.shape + (all.returned[at] ?? 0) - observed,
    exposure: own.exposure + all.exposure - suspected.exposure,
  }
  const baseRate = others.shape / others.exposure
  return {
    observed,
    exposure: suspected.exposure,
    expected: suspected.exposure * baseRate,
    baseRate,
    tail: tailOf(observed, suspected.exposure, others),
  }
}

/** What the suspected orders came back for, the most frequent first. */
export function reasonsAmong(reasons: readonly Group[]): { group: Group; count: number }[] {
  return groups
    .map((group) => ({ group, count: reasons.filter((one) => one === group).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
}

/** The points of the control chart: the rate of each week's orders by what can be back, and the limit of chance. */
export function chartOf(
  days: readonly DayOfSku[],
  curve: readonly number[],
  today: number,
  { suspect, stream, baseRate }: { readonly suspect: Suspect; readonly stream: Stream; readonly baseRate: number },
) {
  const at = streams.indexOf(stream)
  const cohorts = cohortsOf(days, curve, today)
  const thisWeek = weekOf(today)
  const first = Math.max(Math.min(thisWeek, ...cohorts.map(({ week }) => week)), thisWeek - 25)
  return Array.from({ length: thisWeek - first + 1 }, (_, place) => {
    const week = first + place
    const { exposure, returned } = totalOf(cohorts.filter((cohort) => cohort.week === week))
    const count = returned[at] ?? 0
    return {
      week,
      sent: days.filter(({ day }) => weekOf(day) === week).reduce((sum, { sent }) => sum + sent, 0),
      returned: count,
      rate: exposure > 0 ? Math.min(1, count / exposure) : null,
      limit: upperLimit(baseRate, exposure),
      suspected:
        suspect.kind === 'since'
          ? week >= suspect.week
          : cohorts.some((each) => each.week === week && each.batch === suspect.batch),
    }
  })
}
