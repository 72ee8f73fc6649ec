import { Type } from 'typebox'
import { Words } from '../../platform/http.ts'
import type { FactName } from './schema.facts.ts'

/**
 * What marketplace and law say of returns. The first are rules of the module `stores`, whose rows are taken as they are;
 * the others ship here, because they hold for the country where the buyer lives or everywhere.
 */
export const guardCodes = [
  'return.withdrawal-period',
  'return.full-refund-on-seller-fault',
  'return.partial-refund-max',
  'return.respond-within',
  'return.refund-within',
  'restocking-fee.allowed',
  'restocking-fee.max-in-policy',
  'restocking-fee.max-late',
  'restocking-fee.max-used',
  'restocking-fee.max-opened-media',
  'restocking-fee.max-opened-software',
  'restocking-fee.max-seller-fault',
  'restocking-fee.photo-from',
  'return.window',
  'return.refuse-in-policy',
  'return.seller-pays-on-fault',
  'withdrawal.max-fee',
  'withdrawal.diminished-value',
  'withdrawal.excepted-categories',
  'withdrawal.excepted-when-opened',
  'guarantee.period',
] as const
export type GuardCode = (typeof guardCodes)[number]

/** Where a rule can be read, and how far it can be trusted (as module stores keeps it). */
export interface GuardSource {
  readonly kind: 'official' | 'specification' | 'guide' | 'memory' | 'own'
  readonly text: string
  readonly reference: string
}

/**
 * One rule of one scope: a marketplace (`amazon-de`), a kind of them (`amazon`), the law of a country (`law-de`), or
 * everywhere (`*`). Rows of the module `stores` fit as they are; codes that the guard does not ask for are passed over.
 */
export interface GuardRow {
  readonly scope: string
  readonly code: string
  readonly value: number | boolean | string | readonly string[]
  readonly unit: string
  readonly source: GuardSource
  /** Days, `2026-01-26`; from the first to the day before the second. Null: since ever, until further notice. */
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** Why something must not be offered; screens put these into words. */
export const guardRefusals = [
  'fee-no-rule',
  'fee-marketplace',
  'fee-in-policy',
  'fee-late',
  'fee-condition',
  'fee-opened',
  'fee-fault',
  'fee-withdrawal',
  'fee-photo',
  'deduction-ceiling',
  'deduction-withdrawal',
  'deduction-fault',
  'shipping-fault',
  'shipping-decided',
  'refuse-in-policy',
  'refuse-withdrawal',
  'refuse-guarantee',
] as const
export type GuardRefusal = (typeof guardRefusals)[number]

/** The answer of the guard. `unknown`: these facts decide it, and they must be asked for. */
export type Verdict =
  | { readonly answer: 'permitted' }
  | { readonly answer: 'unknown'; readonly facts: readonly FactName[] }
  | Forbidden

export interface Forbidden {
  readonly answer: 'forbidden'
  readonly code: GuardRefusal
  /** Percent asked and percent permitted, days, category … by the code. */
  readonly parameters: Readonly<Record<string, string | number>>
  /** The row that forbids; null where no row permits. */
  readonly source: GuardSource | null
  readonly scope: string | null
}

/** A period that runs for a return, from its own beginning. */
export interface ReturnWindow {
  readonly code: GuardCode
  readonly value: number
  readonly unit: string
  readonly source: GuardSource
}

const Source = Type.Object(
  {
    kind: Words(['official', 'specification', 'guide', 'memory', 'own'] as const),
    text: Type.String({ minLength: 3 }),
    reference: Type.String(),
  },
  { additionalProperties: false },
)

/** A rule as shipped, before it is spread over its scopes. */
export const StarterGuardRule = Type.Object(
  {
    code: Words(guardCodes),
    scopes: Type.Array(Type.String({ pattern: '^(\\*|[a-z][a-z0-9-]{1,39})$' }), { minItems: 1 }),
    value: Type.Union([Type.Number({ minimum: 0 }), Type.Boolean(), Type.Array(Type.String())]),
    unit: Words(['percent', 'calendar-days', 'flag', 'list'] as const),
    from: Type.Union([Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), Type.Null()]),
    source: Source,
  },
  { additionalProperties: false },
)
