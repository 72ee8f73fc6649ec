import type { Figures, Standing, StandingReason, Tier } from './schema.profile.ts'

/** Orders within 365 days: one a quarter is a regular, one a month a key customer. Our own defaults. */
const steps = { returning: 2, regular: 4, key: 12 } as const

/**
 * The share of pieces sent back by the buyer's own wish that is surely passed (95 %) before one is watched, or called high.
 * Shops report 5 to 30 % by category: a quarter is more than most, a half more than any. Our own defaults.
 */
const shares = { watch: 0.25, high: 0.5 } as const
/** Below these nobody is called a risk, however the share looks. */
const leastReturned = { watch: 3, high: 5 } as const
/** Claims within 365 days. */
const claimSteps = { watch: 2, high: 3 } as const
const outsideStep = 3

/** What a buyer is worth and how risky they are. Someone who sends back most of what they buy is worth a step less. */
export function standingOf(figures: Figures, since: Date): Standing {
  const risk = riskOf(figures)
  return { since, figures, ...tierOf(figures, risk.risk === 'high'), ...risk }
}

/** The tier that so many orders within 365 days reach, before what was sent back is looked at. */
export const tierByOrders = (orders: number): Tier =>
  orders >= steps.key ? 'key' : orders >= steps.regular ? 'regular' : orders >= steps.returning ? 'returning' : 'new'

function tierOf({ orders }: Figures, isRisky: boolean): Pick<Standing, 'tier' | 'tierReasons'> {
  const reached = tierByOrders(orders)
  const reasons = [reason('orders', orders)]
  if (!isRisky || reached === 'new') return { tier: reached, tierReasons: reasons }
  return { tier: below[reached], tierReasons: [...reasons, reason('lowered', 1)] }
}

const below = { key: 'regular', regular: 'returning', returning: 'new' } as const

function riskOf(figures: Figures): Pick<Standing, 'risk' | 'riskReasons'> {
  const { units, returned, returnedByWish, outsidePolicy, claims } = figures
  const surely = lowestShare(returnedByWish, units)
  const passes = (level: 'watch' | 'high'): boolean => returnedByWish >= leastReturned[level] && surely >= shares[level]
  const isHigh = passes('high') || claims >= claimSteps.high
  const isWatched = passes('watch') || claims >= claimSteps.watch || outsidePolicy >= outsideStep
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
