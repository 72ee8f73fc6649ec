import { risks, type Standing, tiers } from './schema.profile.ts'
import type { ThresholdPreview, Thresholds } from './schema.thresholds.ts'

/**
 * What holds until somebody sets it otherwise; our own. One order a quarter is a regular, one a month a key customer.
 * Shops report 5 to 30 % of pieces sent back by category: a quarter is more than most, a half more than any.
 */
export const shippedThresholds: Thresholds = {
  returningOrders: 2,
  regularOrders: 4,
  keyOrders: 12,
  watchPercent: 25,
  highPercent: 50,
  watchReturned: 3,
  highReturned: 5,
  watchClaims: 2,
  highClaims: 3,
  watchOutsidePolicy: 3,
}

/** Of thresholds that build on one another: which must lie above which, or not below it. */
const steps: readonly (readonly [lower: keyof Thresholds, higher: keyof Thresholds, strictly: boolean])[] = [
  ['returningOrders', 'regularOrders', true],
  ['regularOrders', 'keyOrders', true],
  ['watchPercent', 'highPercent', false],
  ['watchReturned', 'highReturned', false],
  ['watchClaims', 'highClaims', false],
]

/** The thresholds that lie below what they build on. */
export const outOfOrder = (thresholds: Thresholds): (keyof Thresholds)[] =>
  steps.flatMap(([lower, higher, strictly]) => {
    const above = thresholds[higher] - thresholds[lower]
    return above > 0 || (above === 0 && !strictly) ? [] : [higher]
  })

/**
 * How many customers each tier and risk would have, from those that were looked at: as they are where that were all, else
 * in their proportion, in whole customers that add up to all.
 */
export function previewOf(customers: number, looked: readonly Pick<Standing, 'tier' | 'risk'>[]): ThresholdPreview {
  const among = <Word extends string>(words: readonly Word[], wordOf: (one: (typeof looked)[number]) => Word) =>
    inProportion(
      words.map((word) => [word, looked.filter((one) => wordOf(one) === word).length] as const),
      looked.length === 0 ? 0 : customers,
    )
  return {
    customers,
    lookedAt: looked.length,
    tiers: among(tiers, ({ tier }) => tier),
    risks: among(risks, ({ risk }) => risk),
  }
}

/** Counts brought up to a total, rounded so that they add up to it: the largest takes what rounding leaves. */
function inProportion<Word extends string>(
  counts: readonly (readonly [Word, number])[],
  total: number,
): Record<Word, number> {
  const sum = counts.reduce((all, [, count]) => all + count, 0)
  const scaled = counts.map(([word, count]) => [word, sum === 0 ? 0 : Math.floor((count / sum) * total)] as const)
  const rest = total - scaled.reduce((all, [, count]) => all + count, 0)
  const largest = scaled.reduce<(typeof scaled)[number] | undefined>(
    (most, each) => (most && most[1] >= each[1] ? most : each),
    undefined,
  )
  return Object.fromEntries(
    scaled.map(([word, count]) => [word, word === largest?.[0] && sum > 0 ? count + rest : count]),
  ) as Record<Word, number>
}
