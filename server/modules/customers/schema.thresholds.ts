import { type Static, Type } from 'typebox'
import { risks, tiers } from './schema.profile.ts'

const upTo = (maximum: number, minimum = 1, description?: string) =>
  Type.Integer({ minimum, maximum, ...(description && { description }) })

/** From what on a customer counts as what, by the figures of 365 days. */
export const Thresholds = Type.Object(
  {
    returningOrders: upTo(10_000, 2, 'Orders from which on a customer is a returning one.'),
    regularOrders: upTo(10_000, 2, 'Orders from which on a customer is a regular; more than of a returning one.'),
    keyOrders: upTo(10_000, 2, 'Orders from which on a customer is a key one; more than of a regular.'),
    watchPercent: upTo(100, 1, 'Share of pieces sent back by own wish, surely passed, from which on one is watched.'),
    highPercent: upTo(100, 1, 'The same for a high risk; no less.'),
    watchReturned: upTo(10_000, 1, 'Pieces sent back by own wish below which the share says nothing.'),
    highReturned: upTo(10_000, 1, 'The same for a high risk; no less.'),
    watchClaims: upTo(1_000, 1, 'Claims from which on one is watched.'),
    highClaims: upTo(1_000, 1, 'Claims from which on the risk is high; no less.'),
    watchOutsidePolicy: upTo(10_000, 1, 'Pieces sent back outside the policy from which on one is watched.'),
  },
  { title: 'CustomerThresholds', additionalProperties: false },
)
export type Thresholds = Static<typeof Thresholds>

export const ThresholdSettings = Type.Object(
  { thresholds: Thresholds, shipped: Thresholds },
  { title: 'CustomerThresholdSettings' },
)
export type ThresholdSettings = Static<typeof ThresholdSettings>

const countsOf = <Word extends string>(words: readonly Word[], title: string) =>
  Type.Unsafe<Record<Word, number>>(
    Type.Object(Object.fromEntries(words.map((word) => [word, Type.Integer()])), { title }),
  )

/** How many customers each tier and each risk would have. */
export const ThresholdPreview = Type.Object(
  {
    customers: Type.Integer({ description: 'All customers of the workspace.' }),
    lookedAt: Type.Integer({ description: 'Of these were looked at; where fewer, the rest is estimated from them.' }),
    tiers: countsOf(tiers, 'CustomersByTier'),
    risks: countsOf(risks, 'CustomersByRisk'),
  },
  { title: 'CustomerThresholdPreview' },
)
export type ThresholdPreview = Static<typeof ThresholdPreview>
