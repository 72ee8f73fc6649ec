import { type Static, Type } from 'typebox'
import { Nullable, Words } from '../../platform/http.ts'
import {
  awaitedThings,
  buyerAnswers,
  costKinds,
  FactNameShape,
  FactValueShape,
  guardRefusals,
  moveKinds,
  outcomes,
  PolicyWords,
  payers,
  supervisorCodes,
} from '../policies/index.ts'

/** Something granted, asked for or done, with its numbers. */
export const MoveShape = Type.Object(
  {
    do: Words(moveKinds, { title: 'ReturnMoveKind' }),
    percent: Nullable(Type.Number()),
    paidBy: Nullable(Words(payers, { title: 'ReturnPayer' })),
    reason: Nullable(Type.String()),
  },
  { title: 'ReturnMove' },
)
export type MoveShape = Static<typeof MoveShape>

export const CostShape = Type.Object(
  {
    kind: Words(costKinds, { title: 'ReturnCostKind' }),
    amount: Nullable(Type.Integer({ description: 'Minor units; below zero where it lessens the loss.' })),
    missing: Type.Array(FactNameShape),
  },
  { title: 'ReturnCost' },
)

/** What marketplace or law forbid, by which rule, and where that can be read. */
export const VerdictShape = Type.Object(
  {
    code: Words(guardRefusals, { title: 'ReturnGuardRefusal' }),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    scope: Nullable(Type.String()),
    source: Nullable(
      Type.Object(
        {
          kind: Words(['official', 'specification', 'guide', 'memory', 'own'] as const),
          text: Type.String(),
          reference: Type.String(),
        },
        { title: 'ReturnGuardSource' },
      ),
    ),
  },
  { title: 'ReturnVerdict' },
)
export type VerdictShape = Static<typeof VerdictShape>

const UsedFact = Type.Object(
  { fact: FactNameShape, value: FactValueShape, quote: Nullable(Type.String()) },
  { title: 'ReturnUsedFact' },
)

export const becauseCodes = [
  'begins',
  'answered',
  'chosen',
  'done',
  'arrived',
  'waited',
  'branch',
  'otherwise',
  'forbidden',
  'bound',
] as const

/** One reason why it went this way; what a code does not use is null or empty. */
export const BecauseShape = Type.Object(
  {
    code: Words(becauseCodes, { title: 'ReturnBecauseCode' }),
    node: Type.String(),
    nodeTitle: PolicyWords,
    /** What the branch is called: R6. */
    rule: Nullable(Type.String()),
    title: Nullable(PolicyWords),
    answer: Nullable(Words(buyerAnswers, { title: 'BuyerAnswer' })),
    facts: Type.Array(UsedFact),
    isAssumed: Type.Boolean(),
    assumedNo: Type.Array(FactNameShape),
    verdicts: Type.Array(VerdictShape),
    most: Nullable(Type.Integer()),
  },
  { title: 'ReturnBecause' },
)
export type BecauseShape = Static<typeof BecauseShape>

export const OptionShape = Type.Object(
  {
    key: Type.String(),
    title: PolicyWords,
    moves: Type.Array(MoveShape),
    costs: Type.Array(CostShape),
    /** What it costs us; null where a fact is missing. */
    total: Nullable(Type.Integer()),
    /** What the buyer bears of it; null where that is not known. */
    buyerPays: Nullable(Type.Integer()),
    state: Words(['open', 'forbidden', 'asks'] as const, { title: 'ReturnOptionState' }),
    verdict: Nullable(VerdictShape),
    asks: Type.Array(FactNameShape),
    /** Above the limit of whoever looks at it: somebody above must approve it first. */
    needsApproval: Type.Boolean(),
  },
  { title: 'ReturnOption' },
)

export const stepKinds = ['letter', 'await', 'report', 'choose', 'act', 'ask', 'end', 'supervisor'] as const

/** What is to be done next, and why; what a kind does not use is null or empty. */
export const StepShape = Type.Object(
  {
    kind: Words(stepKinds, { title: 'ReturnStepKind' }),
    node: Nullable(Type.String()),
    title: Nullable(PolicyWords),
    because: Type.Array(BecauseShape),
    template: Nullable(Type.String()),
    waitDays: Nullable(Type.Integer()),
    awaits: Nullable(Words(['answer', ...awaitedThings] as const, { title: 'ReturnAwaited' })),
    moves: Type.Array(MoveShape),
    costs: Type.Array(CostShape),
    total: Nullable(Type.Integer()),
    buyerPays: Nullable(Type.Integer()),
    needsApproval: Type.Boolean(),
    options: Type.Array(OptionShape),
    /** What must be known before it can go on. */
    asks: Type.Array(FactNameShape),
    outcome: Nullable(Words(outcomes, { title: 'ReturnOutcome' })),
    /** Why a supervisor must decide. */
    supervisor: Nullable(
      Type.Object(
        {
          code: Words(supervisorCodes, { title: 'ReturnSupervisorCode' }),
          parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
          verdict: Nullable(VerdictShape),
        },
        { title: 'ReturnSupervisorReason' },
      ),
    ),
  },
  { title: 'ReturnStep' },
)
export type StepShape = Static<typeof StepShape>
