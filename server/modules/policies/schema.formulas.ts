import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'
import { type FactName, FactNameShape, type MoneyFact, moneyFacts, payers } from './schema.facts.ts'

export const closed = { additionalProperties: false }
export const Key = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })

/** A field of the policy by name, in the place of a value: so that one number is changed in one place. */
const FieldRef = Type.Object({ field: Key }, closed)
export const Percent = Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.01 })
const PercentValue = Type.Union([Percent, FieldRef])
export const Days = Type.Integer({ minimum: 1, maximum: 90 })
export const DaysValue = Type.Union([Days, FieldRef])
export const Payer = Words(payers)

/**
 * What is granted to the buyer, asked of them or done: letters offer it, options and acts carry it out.
 * `fee`: restocking fee, percent of the item price. `refund`: percent of the item price, before the fee.
 */
export const Move = Type.Union(
  [
    Type.Object({ do: Type.Literal('approve') }, closed),
    Type.Object({ do: Type.Literal('fee'), percent: PercentValue }, closed),
    Type.Object({ do: Type.Literal('waive-fee') }, closed),
    Type.Object({ do: Type.Literal('shipping'), paidBy: Type.Union([Payer, FieldRef]) }, closed),
    Type.Object({ do: Type.Literal('label') }, closed),
    Type.Object({ do: Type.Literal('refund'), percent: PercentValue }, closed),
    Type.Object({ do: Type.Literal('keep-item-refund'), percent: PercentValue }, closed),
    Type.Object({ do: Type.Literal('replace') }, closed),
    Type.Object({ do: Type.Literal('send-part') }, closed),
    Type.Object({ do: Type.Literal('ask-photos') }, closed),
    Type.Object({ do: Type.Literal('trace-parcel') }, closed),
    Type.Object({ do: Type.Literal('refuse'), reason: Key }, closed),
    Type.Object({ do: Type.Literal('record') }, closed),
  ],
  { title: 'PolicyMove' },
)
export type Move = Static<typeof Move>

/** The words of `Move`, for the contract. */
export const moveKinds = [
  'approve',
  'fee',
  'waive-fee',
  'shipping',
  'label',
  'refund',
  'keep-item-refund',
  'replace',
  'send-part',
  'ask-photos',
  'trace-parcel',
  'refuse',
  'record',
] as const satisfies readonly Move['do'][]

const Value = Type.Union([Type.String({ maxLength: 120 }), Type.Boolean(), Type.Integer()])

/** See `Condition`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: FactName; readonly is: string | boolean | number }
  | { readonly fact: FactName; readonly in: readonly (string | number)[] }
  | { readonly fact: FactName; readonly atLeast: number }
  | { readonly fact: FactName; readonly atMost: number }
  | { readonly fact: FactName; readonly known: boolean }
  | { readonly permits: readonly Move[] }

/**
 * A condition over facts, with three answers: yes, no, and unknown where an unknown fact could turn it. `permits` is yes
 * where marketplace and law permit those moves.
 */
export const Condition = Type.Unsafe<Condition>(
  Type.Cyclic(
    {
      PolicyCondition: Type.Union([
        Type.Object({ all: Type.Array(Type.Ref('PolicyCondition'), { maxItems: 40 }) }, closed),
        Type.Object({ any: Type.Array(Type.Ref('PolicyCondition'), { maxItems: 40 }) }, closed),
        Type.Object({ not: Type.Ref('PolicyCondition') }, closed),
        Type.Object({ fact: FactNameShape, is: Value }, closed),
        Type.Object(
          {
            fact: FactNameShape,
            in: Type.Array(Type.Union([Type.String({ maxLength: 120 }), Type.Integer()]), {
              minItems: 1,
              maxItems: 200,
            }),
          },
          closed,
        ),
        Type.Object({ fact: FactNameShape, atLeast: Type.Integer() }, closed),
        Type.Object({ fact: FactNameShape, atMost: Type.Integer() }, closed),
        Type.Object({ fact: FactNameShape, known: Type.Boolean() }, closed),
        Type.Object({ permits: Type.Array(Move, { minItems: 1, maxItems: 8 }) }, closed),
      ]),
    },
    'PolicyCondition',
  ),
)

/** See `Money`. */
export type Money =
  | { readonly fact: MoneyFact }
  | { readonly percent: number | { readonly field: string }; readonly of: Money; readonly rounding?: Rounding }
  | { readonly sum: readonly Money[] }
  | { readonly minus: readonly [Money, Money] }
  | { readonly least: readonly Money[] }
  | { readonly most: readonly Money[] }
  | { readonly units: number }

export const roundings = ['half-up', 'down', 'up'] as const
export type Rounding = (typeof roundings)[number]

/**
 * An amount in minor units of the order's currency, exact to the unit. Only a percentage rounds: half a unit up unless
 * stated, away from zero for what is below it. A formula over an unknown fact is unknown, and names the fact.
 */
export const Money = Type.Unsafe<Money>(
  Type.Cyclic(
    {
      PolicyMoney: Type.Union([
        Type.Object({ fact: Words(moneyFacts as [MoneyFact, ...MoneyFact[]]) }, closed),
        Type.Object(
          { percent: PercentValue, of: Type.Ref('PolicyMoney'), rounding: Type.Optional(Words(roundings)) },
          closed,
        ),
        Type.Object({ sum: Type.Array(Type.Ref('PolicyMoney'), { minItems: 1, maxItems: 12 }) }, closed),
        Type.Object({ minus: Type.Tuple([Type.Ref('PolicyMoney'), Type.Ref('PolicyMoney')]) }, closed),
        Type.Object({ least: Type.Array(Type.Ref('PolicyMoney'), { minItems: 1, maxItems: 12 }) }, closed),
        Type.Object({ most: Type.Array(Type.Ref('PolicyMoney'), { minItems: 1, maxItems: 12 }) }, closed),
        Type.Object({ units: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }) }, closed),
      ]),
    },
    'PolicyMoney',
  ),
)

/** The lines in which return losses are booked (PRODUCT.md, “Returns”); the last three make the loss smaller. */
export const costKinds = [
  'refund',
  'outbound-shipping',
  'return-shipping',
  'restocking-cost',
  'write-down',
  'replacement',
  'marketplace-fee',
  'restocking-fee-kept',
  'resale-value',
  'compensation-received',
] as const
export type CostKind = (typeof costKinds)[number]
/** Kinds that are taken from the loss. */
export const lesseningKinds: ReadonlySet<CostKind> = new Set([
  'restocking-fee-kept',
  'resale-value',
  'compensation-received',
])

export const Cost = Type.Object({ kind: Words(costKinds, { title: 'ReturnCostKind' }), amount: Money }, closed)
export type Cost = Static<typeof Cost>
