import type { Figures, Standing, StandingReason, Tier } from './schema.profile.ts'
import type { Thresholds } from './schema.thresholds.ts'

/** What a buyer is worth and how risky they are. Someone who sends back most of what they buy is worth a step less. */
export function standingOf(figures: Figures, since: Date, thresholds: Thresholds): Standing {
  const risk = riskOf(figures, thresholds)
  return { since, figures, ...tierOf(figures, thresholds, risk.risk === 'high'), ...risk }
}

/** The tier that so many orders within 365 days reach, before what was sent back is looked at. */
export const tierByOrders = (orders: number, by: Thresholds): Tier =>
  orders >= by.keyOrders
    ? 'key'
    : orders >= by.regularOrders
      ? 'regular'
      : orders >= by.returningOrders
        ? 'returning'
        : 'new'

function tierOf({ orders }: Figures, by: Thresholds, isRisky: boolean): Pick<Standing, 'tier' | 'tierReasons'> {
  const reached = tierByOrders(orders, by)
  const reasons = [reason('orders', orders)]
  if (!isRisky || reached === 'new') return { tier: reached, tierReasons: reasons }
  return { tier: below[reached], tierReasons: [...reasons, reason('lowered', 1)] }
}

const below = { key: 'regular', regular: 'returning', returning: 'new' } as const

/**
 * How much is to be feared of sending back: by the share of pieces that is surely passed (95 %), by claims, and by what came
 * back outside the policy.
 */
function riskOf(figures: Figures, by: Thresholds): Pick<Standing, 'risk' | 'riskReasons'> {
  const { units, returned, returnedByWish, outsidePolicy, claims } = figures
  const surely = lowestShare(returnedByWish, units)
  const passes = (level: 'watch' | 'high'): boolean =>
    returnedByWish >= by[`${level}Returned`] && surely >= by[`${level}Percent`] / 100
  const isHigh = passes('high') || claims >= by.highClaims
  const isWatched = passes('watch') || claims >= by.watchClaims || outsidePolicy >= by.watchOutsidePolicy
  const reasons: StandingReason[] = []
  if (passes('watch')) reasons.push(reason('returned-share', returnedByWish, units))
  else if (returnedByWish > 0) reasons.push(reason('few-returns', returnedByWish, units))
  if (returned > returnedByWish) reasons.push(reason('not-counted', returned - returnedByWish, returned))
  if (outsidePolicy > 0) reasons.push(reason('outside-policy', outsidePolicy))
  if (claims > 0) reasons.push(reason('claims', claims))
  return { risk: isHigh ? 'high' : isWatched ? 'watch' : 'none', riskReasons: reasons }
}

const reason = (code: StandingReason['code'], count: number, of = 0): StandingReason => ({
  code,
  count,
  of,
  percent: of > 0 ? Math.round((100 * count) / of) : 0,
})

/**
 * The lowest share that some of so many surely stand for: the lower end of the 95 % score interval (Wilson 1927), so that
 * two of two say little and forty of eighty say much. Nought where there is nothing; more back than bought counts as all.
 */
export function lowestShare(some: number, all: number): number {
  const n = Math.max(some, all)
  if (n === 0) return 0
  const z2 = 1.96 ** 2
  const p = some / n
  const middle = p + z2 / (2 * n)
  const spread = 1.96 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return Math.max(0, (middle - spread) / (1 + z2 / n))
}
