import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'
import { buyerAnswers } from './schema.facts.ts'
import { Condition, Cost, closed, Days, DaysValue, Key, Move, Payer, Percent } from './schema.formulas.ts'

/** Words of the screen in both of its languages. */
export const PolicyWords = Type.Object(
  {
    en: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
    'zh-CN': Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
  },
  { title: 'PolicyWords', additionalProperties: false },
)
export type PolicyWords = Static<typeof PolicyWords>

const TemplateName = Type.String({ pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$', maxLength: 60 })

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
