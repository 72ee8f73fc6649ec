import { Type } from 'typebox'
import { Carried, Nullable, Words } from '../../platform/http.ts'
import { buyerAnswers, FactNameShape, FactValueShape } from './schema.facts.ts'
import { closed, costKinds, Payer } from './schema.formulas.ts'
import { guardRefusals } from './schema.guard.ts'
import { awaitedThings, outcomes, PolicyWords } from './schema.policy.ts'
import type { Step } from './schema.step.ts'

const Facts = Type.Array(FactNameShape)
const Node = Type.String()

const SettledMove = Type.Union(
  [
    Type.Object({ do: Words(['fee', 'refund', 'keep-item-refund'] as const), percent: Type.Number() }, closed),
    Type.Object({ do: Type.Literal('shipping'), paidBy: Payer }, closed),
    Type.Object({ do: Type.Literal('refuse'), reason: Type.String() }, closed),
    Type.Object(
      {
        do: Words([
          'approve',
          'waive-fee',
          'label',
          'replace',
          'send-part',
          'ask-photos',
          'trace-parcel',
          'record',
        ] as const),
      },
      closed,
    ),
  ],
  { title: 'PolicyTrialMove' },
)

const CostLine = Type.Object(
  { kind: Words(costKinds, { title: 'ReturnCostKind' }), amount: Nullable(Type.Integer()), missing: Facts },
  { title: 'PolicyTrialCost', ...closed },
)

const Source = Type.Object(
  {
    kind: Words(['official', 'specification', 'guide', 'memory', 'own'] as const),
    text: Type.String(),
    reference: Type.String(),
  },
  { title: 'PolicyTrialSource', ...closed },
)

const Forbidden = Type.Object(
  {
    answer: Type.Literal('forbidden'),
    code: Words(guardRefusals, { title: 'PolicyTrialRefusal' }),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    source: Nullable(Source),
    scope: Nullable(Type.String()),
  },
  { title: 'PolicyTrialForbids', ...closed },
)

const FactUsed = Type.Object(
  { fact: FactNameShape, value: FactValueShape, quote: Type.Optional(Type.String()) },
  { title: 'PolicyTrialFact', ...closed },
)

const Because = Type.Union(
  [
    Type.Object({ code: Words(['begins', 'done', 'arrived', 'waited'] as const), node: Node }, closed),
    Type.Object({ code: Type.Literal('answered'), node: Node, answer: Words(buyerAnswers) }, closed),
    Type.Object({ code: Type.Literal('chosen'), node: Node, option: Type.String() }, closed),
    Type.Object(
      {
        code: Type.Literal('branch'),
        node: Node,
        rule: Nullable(Type.String()),
        title: PolicyWords,
        facts: Type.Array(FactUsed),
        isAssumed: Type.Boolean(),
      },
      closed,
    ),
    Type.Object(
      { code: Type.Literal('otherwise'), node: Node, assumedNo: Facts, verdicts: Type.Array(Forbidden) },
      closed,
    ),
    Type.Object({ code: Type.Literal('forbidden'), node: Node, verdict: Forbidden }, closed),
    Type.Object({ code: Type.Literal('bound'), node: Node, most: Type.Integer() }, closed),
  ],
  { title: 'PolicyTrialBecause' },
)

const SupervisorReason = Type.Object(
  {
    code: Words([
      'node-missing',
      'outcome-impossible',
      'field-missing',
      'act-failed',
      'forbidden',
      'no-option-left',
      'passed-too-often',
      'circle',
      'too-long',
    ] as const),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    verdict: Type.Optional(Forbidden),
  },
  { title: 'PolicyTrialSupervisor', ...closed },
)

const OfferedOption = Type.Object(
  {
    key: Type.String(),
    title: PolicyWords,
    moves: Type.Array(SettledMove),
    costs: Type.Array(CostLine),
    total: Nullable(Type.Integer()),
    state: Type.Union([
      Type.Object({ is: Type.Literal('open') }, closed),
      Type.Object({ is: Type.Literal('forbidden'), verdict: Forbidden }, closed),
      Type.Object({ is: Type.Literal('asks'), facts: Facts }, closed),
    ]),
  },
  { title: 'PolicyTrialOption', ...closed },
)

const because = { because: Type.Array(Because) }
const costs = { costs: Type.Array(CostLine) }

/** What is to be done next on a return and why, on the wire: `Step` of schema.step.ts. */
export const StepShape = Carried<Step>(
  Type.Union(
    [
      Type.Object(
        {
          kind: Type.Literal('letter'),
          node: Node,
          template: Type.String(),
          wait: Type.Integer(),
          offers: Type.Array(SettledMove),
          ...costs,
          ...because,
        },
        closed,
      ),
      Type.Object(
        {
          kind: Type.Literal('await'),
          node: Node,
          awaits: Words(['answer', ...awaitedThings] as const),
          wait: Type.Integer(),
          ...because,
        },
        closed,
      ),
      Type.Object({ kind: Type.Literal('report'), node: Node, ...because }, closed),
      Type.Object({ kind: Type.Literal('choose'), node: Node, options: Type.Array(OfferedOption), ...because }, closed),
      Type.Object(
        {
          kind: Type.Literal('act'),
          node: Node,
          template: Nullable(Type.String()),
          moves: Type.Array(SettledMove),
          ...costs,
          ...because,
        },
        closed,
      ),
      Type.Object({ kind: Type.Literal('ask'), node: Node, facts: Facts, ...because }, closed),
      Type.Object(
        {
          kind: Type.Literal('end'),
          node: Node,
          outcome: Words(outcomes, { title: 'ReturnOutcome' }),
          ...costs,
          ...because,
        },
        closed,
      ),
      Type.Object({ kind: Type.Literal('supervisor'), reason: SupervisorReason, ...because }, closed),
    ],
    { title: 'PolicyTrialStep' },
  ),
)
