import type { Base } from './rules.bases.ts'
import { type Stream, streams } from './rules.streams.ts'

/** Orders of one SKU that were made in one week, of one batch where it is known. */
export interface Cohort {
  /** Weeks since 1970-01-05, a Monday. */
  readonly week: number
  /** Empty where nobody named one. */
  readonly batch: string
  /** Orders, each by the share of its returns that must be back by now. */
  readonly exposure: number
  /** How many came back, by stream. */
  readonly returned: readonly number[]
}

/** Which of a SKU's orders are suspected: those since a week, or those of a batch. */
export type Suspect =
  | { readonly kind: 'since'; readonly week: number }
  | { readonly kind: 'batch'; readonly batch: string }

export interface Weighed {
  /** The natural logarithm of the e-value: how many times likelier the counts are if something is wrong. */
  readonly evidence: number
  /** What explains them best; undefined where nothing does. */
  readonly best: { readonly suspect: Suspect; readonly stream: Stream; readonly factor: number } | undefined
}

/** A fault may have begun in each of the last 6 weeks, or in every third of the last 18: 10 at a time. */
const eachOf = 6
const everySo = 3
export const farthestBack = 18
const onsetsAtOnce = eachOf + (farthestBack - eachOf) / everySo

/** By which factors a rate may have risen: all returns together, or those of one kind of fault, which are fewer. */
const factors = { all: [2, 2.8], one: [2.5, 5] } as const
/** Half of the belief lies on all returns together, half on the kinds of faults. */
const weightOf = (stream: Stream): number => (stream === 'all' ? 0.5 : 0.5 / (streams.length - 1))

/**
 * Weighs whether a SKU's returns have risen: an e-value, the average over all suspects, streams and factors of how many
 * times likelier the counts are if that were so than if the rate had stayed what it was (docs/root-causes.md).
 *
 * The rate itself is unknown: it is averaged over what the base and the SKU's own other orders say of it (Poisson counts
 * under a gamma base), which gives each term in closed form. If nothing is wrong the value is at most 1 on the average
 * whenever one looks, and rarely ever large: that is what lets one look every day.
 * @param judgedUntil a week up to which a person has judged the SKU already: nothing is said to have begun before it
 */
export function weigh(
  cohorts: readonly Cohort[],
  base: Base,
  thisWeek: number,
  judgedUntil = Number.NEGATIVE_INFINITY,
): Weighed {
  const suspects = suspectsAmong(cohorts, thisWeek, judgedUntil)
  const all = totalOf(cohorts)
  let sum = 0
  let best: Weighed['best']
  let most = Math.log(1.5)
  for (const [at, stream] of streams.entries()) {
    const { shape, exposure } = base[at] ?? { shape: 1, exposure: 20 }
    const [seen, sent] = [shape + (all.returned[at] ?? 0), exposure + all.exposure]
    const tried = stream === 'all' ? factors.all : factors.one
    for (const { suspect, weight, total } of suspects)
      for (const factor of tried) {
        const term =
          (total.returned[at] ?? 0) * Math.log(factor) - seen * Math.log1p(((factor - 1) * total.exposure) / sent)
        sum += (weightOf(stream) * weight * Math.exp(Math.min(term, 600))) / tried.length
        if (term > most) {
          most = term
          best = { suspect, stream, factor }
        }
      }
  }
  return { evidence: Math.log(sum), best }
}

interface Total {
  readonly exposure: number
  readonly returned: readonly number[]
}

interface Suspected {
  readonly suspect: Suspect
  readonly weight: number
  readonly total: Total
}

/** Adds cohorts up. */
export function totalOf(cohorts: readonly Cohort[]): Total {
  const returned = streams.map(() => 0)
  let exposure = 0
  for (const cohort of cohorts) {
    exposure += cohort.exposure
    for (const [at, count] of cohort.returned.entries()) returned[at] = (returned[at] ?? 0) + count
  }
  return { exposure, returned }
}

/** The orders among these that are suspected. */
export const ofSuspect = (cohorts: readonly Cohort[], suspect: Suspect): Cohort[] =>
  cohorts.filter((cohort) => (suspect.kind === 'since' ? cohort.week >= suspect.week : cohort.batch === suspect.batch))

function suspectsAmong(cohorts: readonly Cohort[], thisWeek: number, judgedUntil: number): Suspected[] {
  const batches = batchesOf(cohorts, judgedUntil)
  const share = batches.length > 0 ? 0.5 : 1
  const suspected: Suspected[] = batches.map((batch) => ({
    suspect: { kind: 'batch', batch },
    weight: (1 - share) / batches.length,
    total: totalOf(ofSuspect(cohorts, { kind: 'batch', batch })),
  }))
  const byWeek = Map.groupBy(cohorts, ({ week }) => week)
  const first = Math.min(...byWeek.keys())
  let total: Total = { exposure: 0, returned: streams.map(() => 0) }
  // A SKU's first week is its whole past: nothing stands against it.
  for (let week = thisWeek; week > Math.max(first, thisWeek - farthestBack, judgedUntil); week--) {
    const own = byWeek.get(week)
    if (own) {
      const added = totalOf(own)
      total = {
        exposure: total.exposure + added.exposure,
        returned: total.returned.map((count, at) => count + (added.returned[at] ?? 0)),
      }
    }
    if (total.exposure > 0 && (thisWeek - week < eachOf || week % everySo === 0))
      suspected.push({ suspect: { kind: 'since', week }, weight: share / onsetsAtOnce, total })
  }
  return suspected
}

/** The batches of a SKU, where there are others to hold each against. */
function batchesOf(cohorts: readonly Cohort[], judgedUntil: number): string[] {
  const named = [...new Set(cohorts.flatMap(({ batch, week }) => (batch && week > judgedUntil ? [batch] : [])))]
  return new Set(cohorts.map(({ batch }) => batch)).size > 1 ? named : []
}
