import type { FactName, Facts, Step, Stop } from '../policies/index.ts'
import type { PastReturn as EndedReturn } from '../returns/index.ts'

export type { FactName, Facts, Outcome, Step, Stop } from '../policies/index.ts'

/** A return that is over, as far as a replay looks at it: whose it was makes no difference. */
export type PastReturn = Omit<EndedReturn, 'buyerKey' | 'storeId' | 'endedAt'>
export type PastStop = PastReturn['stops'][number]

/** What a node of the version meant by which a past return went: enough to know it again in another version. */
export interface Meaning {
  /** Template and offers of a letter, moves and template of an act, what a wait waits for. */
  readonly likeness: string
  /** What kind of thing a letter offers; empty for others. */
  readonly offer: OfferKind | ''
  /** Of options: by key, their moves. */
  readonly options: ReadonlyMap<string, string>
}
export type Meanings = (versionId: string, node: string) => Meaning | undefined

/** What a letter asks of the buyer or offers to them, from what they like least to what they like best. */
export const offerKinds = ['refuses', 'fee', 'buyer-pays-shipping', 'photos', 'part-refund', 'all', 'other'] as const
export type OfferKind = (typeof offerKinds)[number]

/** What comes next by the draft, under the law of one marketplace. */
export type Decide = (facts: Facts, history: readonly Stop[]) => Step

/** The facts that come up while a return runs: where a return never came to them, their shares in the period stand in. */
export const learntFacts = {
  condition: ['original', 'opened', 'used', 'damaged', 'parts-missing', 'different'],
  profanity: [false, true],
  capitalsSentence: [false, true],
  photos: [0, 1],
  parcel: ['not-sent', 'under-way', 'stuck', 'lost', 'delivered', 'returned'],
  demand: ['refund', 'replacement', 'part', 'compensation'],
  claimRisk: ['none', 'low', 'high', 'open'],
  isInStock: [false, true],
} as const satisfies { readonly [Name in FactName]?: readonly (string | boolean | number)[] }
export type LearntFact = keyof typeof learntFacts
