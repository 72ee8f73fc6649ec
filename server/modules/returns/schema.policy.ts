import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'
import { buyerAnswers, type FactName, FactNameShape, type MoneyFact, moneyFacts, payers } from './schema.facts.ts'

/** Words of the screen in both of its languages. */
export const PolicyWords = Type.Object(
  {
    en: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
    'zh-CN': Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
  },
  { title: 'PolicyWords', additionalProperties: false },
)
export type PolicyWords = Static<typeof PolicyWords>

const closed = { additionalProperties: false }
const Key = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
const TemplateName = Type.String({ pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$', maxLength: 60 })

/** A field of the policy by name, in the place of a value: so that one number is changed in one place. */
const FieldRef = Type.Object({ field: Key }, closed)
const Percent = Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.01 })
const PercentValue = Type.Union([Percent, FieldRef])
const Days = Type.Integer({ minimum: 1, maximum: 90 })
const DaysValue = Type.Union([Days, FieldRef])
const Payer = Words(payers)

/** A number or a word that a workspace sets without touching the tree. */
export const PolicyField = Type.Union(
  [
    Type.Object({ kind: Type.Literal('percent'), title: PolicyWords, value: Percent }, closed),
    Type.Object({ kind: Type.Literal('days'), title: PolicyWords, value: Days }, closed),
    Type.Object({ kind: Type.Literal('payer'), title: PolicyWords, value: Payer }, closed),
  ],
  { title: 'PolicyField' },
)
export type PolicyField = Static<typeof PolicyField>

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

const Cost = Type.Object({ kind: Words(costKinds, { title: 'ReturnCostKind' }), amount: Money }, closed)
export type Cost = Static<typeof Cost>

const nodeFields = {
  title: PolicyWords,
  /** Where it stands on the editor's plane. */
  at: Type.Optional(Type.Object({ x: Type.Integer(), y: Type.Integer() }, closed)),
  costs: Type.Optional(Type.Array(Cost, { maxItems: 12 })),
}
const Moves = Type.Array(Move, { maxItems: 8 })
/** Where it goes on if marketplace or law forbid what this node offers; without it a supervisor is asked. */
const ifForbidden = { ifForbidden: Type.Optional(Key) }
/** How often the node may be passed through, and where it goes on after that: the bound of a loop. */
const bound = {
  most: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  beyond: Type.Optional(Key),
}

/** A letter to the buyer, and where it goes on with each answer; silence is an answer after `wait` days. */
const LetterNode = Type.Object(
  {
    kind: Type.Literal('letter'),
    ...nodeFields,
    template: TemplateName,
    wait: DaysValue,
    offers: Moves,
    answers: Type.Object(
      Object.fromEntries(buyerAnswers.map((answer) => [answer, Key])) as Record<
        (typeof buyerAnswers)[number],
        typeof Key
      >,
      closed,
    ),
    ...ifForbidden,
    ...bound,
  },
  closed,
)

/** One way out of a decision, tried in order. `rule` is what an explanation calls it: R6. */
export const Branch = Type.Object(
  {
    rule: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$' })),
    title: PolicyWords,
    when: Condition,
    to: Key,
    /** What an unknown condition means here: ask for the facts (the default), take it for no, or for yes. */
    ifUnknown: Type.Optional(Words(['ask', 'no', 'yes'] as const)),
  },
  { title: 'PolicyBranch', ...closed },
)
export type Branch = Static<typeof Branch>

const DecisionNode = Type.Object(
  {
    kind: Type.Literal('decision'),
    ...nodeFields,
    branches: Type.Array(Branch, { minItems: 1, maxItems: 20 }),
    otherwise: Key,
  },
  closed,
)

/** A resolution that the agent may choose. Those that are forbidden are shown with the reason and cannot be chosen. */
const Option = Type.Object(
  {
    key: Key,
    title: PolicyWords,
    when: Type.Optional(Condition),
    moves: Moves,
    costs: Type.Optional(Type.Array(Cost, { maxItems: 12 })),
    to: Key,
  },
  { title: 'PolicyOption', ...closed },
)
export type PolicyOption = Static<typeof Option>

const OptionsNode = Type.Object(
  { kind: Type.Literal('options'), ...nodeFields, options: Type.Array(Option, { minItems: 1, maxItems: 12 }) },
  closed,
)

/** Something that is done, with the letter that tells of it. */
const ActNode = Type.Object(
  {
    kind: Type.Literal('act'),
    ...nodeFields,
    template: Type.Optional(TemplateName),
    moves: Type.Array(Move, { minItems: 1, maxItems: 8 }),
    to: Key,
    ...ifForbidden,
  },
  closed,
)

/** What a node may wait for without a letter. */
export const awaitedThings = ['item', 'parcel', 'photos', 'marketplace'] as const
export type AwaitedThing = (typeof awaitedThings)[number]
const WaitNode = Type.Object(
  {
    kind: Type.Literal('wait'),
    ...nodeFields,
    awaits: Words(awaitedThings),
    wait: DaysValue,
    arrived: Key,
    silent: Key,
    ...bound,
  },
  closed,
)

/** How a return ended; statistics and experiments count by it. */
export const outcomes = [
  'withdrawn',
  'refunded',
  'partly-refunded',
  'kept',
  'replaced',
  'refused',
  'delivered',
  'marketplace-decided',
] as const
export type Outcome = (typeof outcomes)[number]

const EndNode = Type.Object(
  { kind: Type.Literal('end'), ...nodeFields, outcome: Words(outcomes, { title: 'ReturnOutcome' }) },
  closed,
)

export const PolicyNode = Type.Union([LetterNode, DecisionNode, OptionsNode, ActNode, WaitNode, EndNode], {
  title: 'PolicyNode',
})
export type PolicyNode = Static<typeof PolicyNode>
export type NodeOf<Kind extends PolicyNode['kind']> = Extract<PolicyNode, { kind: Kind }>

/** One version of a return policy: a tree of nodes by name, and for which returns it is meant. */
export const ReturnPolicy = Type.Object(
  {
    key: Key,
    title: PolicyWords,
    applies: Condition,
    fields: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }), PolicyField, closed),
    start: Key,
    nodes: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }), PolicyNode, {
      minProperties: 1,
      maxProperties: 200,
      ...closed,
    }),
  },
  { title: 'ReturnPolicy', additionalProperties: false },
)
export type ReturnPolicy = Static<typeof ReturnPolicy>

/** The file in which a policy travels from one workspace to another. */
export const PolicyFile = Type.Object(
  { format: Type.Literal('amends.return-policy'), formatVersion: Type.Literal(1), policy: ReturnPolicy },
  { title: 'ReturnPolicyFile', additionalProperties: false },
)
export type PolicyFile = Static<typeof PolicyFile>
