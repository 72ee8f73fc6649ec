import { type Static, Type } from 'typebox'
import { Id, Nullable, PageQuery, pageOf, Timestamp, Words } from '../../platform/http.ts'
import type { MarketplaceKind } from '../stores/index.ts'

export type { MarketplaceKind }

export const permissions = ['sla.read', 'sla.write'] as const

/** The kinds of ticket, as far as limits can differ between them. */
export const kinds = ['inquiry', 'order', 'return', 'complaint', 'claim', 'review', 'appeal'] as const
export type Kind = (typeof kinds)[number]

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof priorities)[number]

/** What is measured on a ticket (GLOSSARY.md "clock"). */
export const measures = ['first-response', 'next-response', 'solution-proposed', 'promise', 'resolution'] as const
export type Measure = (typeof measures)[number]

/** `breached`: past its limit and still not met. `ended`: no longer asked for, neither met nor running. */
export const clockStates = ['running', 'paused', 'met', 'breached', 'ended'] as const
export type ClockState = (typeof clockStates)[number]

/** Per cent of the limit at which people are reminded; `breach` is the limit itself. */
export const reminderLevels = ['50', '80', 'breach'] as const
export type ReminderLevel = (typeof reminderLevels)[number]

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
const marketplaceKinds = ['amazon', 'ebay', 'own-shop'] as const satisfies readonly MarketplaceKind[]
/** Mailbox, web form … as the channels module names them. */
const ChannelKind = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })

/** A policy holds for the tickets that agree with everything it names; null names nothing. */
const conditions = {
  kind: Nullable(Words(kinds)),
  priority: Nullable(Words(priorities)),
  storeId: Nullable(Id),
  marketplaceKind: Nullable(Words(marketplaceKinds)),
  channelKind: Nullable(ChannelKind),
}

export const SlaTarget = Type.Object(
  {
    measure: Words(measures),
    limitSeconds: Type.Integer({ minimum: 1, maximum: 366 * 24 * 3_600 }),
    calendarId: Nullable(Id),
    pausesForBuyer: Type.Boolean({ description: 'The clock stands while the ticket waits for the buyer.' }),
  },
  { title: 'SlaTarget', additionalProperties: false },
)
export type SlaTarget = Static<typeof SlaTarget>

const policyFields = {
  name: Name,
  ...conditions,
  ceiling: Type.Boolean({
    description: 'A limit from outside (the marketplace counts it): no more specific policy may allow more time.',
  }),
  active: Type.Boolean(),
  targets: Type.Array(SlaTarget, { minItems: 1, maxItems: measures.length }),
}

/** Limits for the tickets that it names; where several hold, see `specificity` in rules.policies.ts. */
export const SlaPolicy = Type.Object({ id: Id, ...policyFields, updatedAt: Timestamp }, { title: 'SlaPolicy' })
export type SlaPolicy = Static<typeof SlaPolicy>

export const SlaPolicyBody = Type.Object(policyFields, { title: 'SlaPolicyBody', additionalProperties: false })
export type SlaPolicyBody = Static<typeof SlaPolicyBody>

export const SlaPolicyPage = pageOf(SlaPolicy, 'SlaPolicyPage')

/** The facts of a ticket by which a policy is chosen. */
export interface Facts {
  readonly kind: Kind
  readonly priority: Priority
  readonly storeId: string | null
  readonly marketplaceKind: string | null
  readonly channelKind: string | null
}

export const FactsQuery = Type.Object({
  kind: Words(kinds),
  priority: Type.Unsafe<Priority>({ type: 'string', enum: [...priorities], default: 'normal' }),
  storeId: Type.Optional(Id),
  marketplaceKind: Type.Optional(Words(marketplaceKinds)),
  channelKind: Type.Optional(ChannelKind),
})
export type FactsQuery = Static<typeof FactsQuery>

/** Which policy decides a measure for given facts, and by which of its conditions it won. */
export const SlaDecision = Type.Object(
  {
    measure: Words(measures),
    policyId: Id,
    policyName: Type.String(),
    limitSeconds: Type.Integer(),
    calendarId: Nullable(Id),
    pausesForBuyer: Type.Boolean(),
    because: Type.Array(Words(['store', 'kind', 'priority', 'marketplace', 'channel', 'ceiling'])),
    insteadOf: Type.Array(Type.String(), {
      description: 'Names of the other policies that hold, the next best first.',
    }),
  },
  { title: 'SlaDecision' },
)
export type SlaDecision = Static<typeof SlaDecision>

/** One clock of a ticket as a person sees it. */
export interface ClockView {
  readonly id: string
  readonly ticketId: string
  readonly measure: Measure
  readonly state: ClockState
  readonly startedAt: Date
  /** When the limit passes; null while nobody can say because the clock stands. */
  readonly dueAt: Date | null
  readonly metAt: Date | null
  readonly breachedAt: Date | null
  readonly limitSeconds: number
  /** Whose hours count; null for every hour of every day. */
  readonly calendarName: string | null
  /** Null for a promise that a person gave. */
  readonly policyName: string | null
}

/** The clock of a ticket that runs out first. */
export interface NextDue {
  readonly at: Date
  readonly measure: Measure
  readonly startedAt: Date
}

export const PolicyQuery = PageQuery
export type PolicyQuery = Static<typeof PolicyQuery>

export const PolicyParams = Type.Object({ policyId: Id })
