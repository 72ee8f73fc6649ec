import { type Static, Type } from 'typebox'
import { Id, Nullable, PageQuery, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { PolicyWords } from '../policies/index.ts'
import { goals, guardMetrics, verdictCodes } from './schema.arms.ts'

export const permissions = ['experiments.read', 'experiments.write'] as const

export const states = ['draft', 'running', 'paused', 'ended'] as const
export type State = (typeof states)[number]

const closed = { additionalProperties: false }
const Person = Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })
const Metric = Words([...goals, ...guardMetrics] as const, { title: 'ExperimentMetric' })
const Goal = Words(goals, { title: 'ExperimentGoal' })
const Share = Type.Number({ minimum: 0.01, maximum: 0.5 })

export const ExperimentComparison = Type.Object(
  {
    arm: Type.Integer(),
    metric: Metric,
    difference: Type.Number({ description: 'From the control, as a share: 0.05 is five points.' }),
    low: Type.Number({ description: 'The range holds however often one looks.' }),
    high: Type.Number(),
    returns: Type.Integer(),
  },
  { title: 'ExperimentComparison', ...closed },
)

export const ExperimentVerdict = Type.Object(
  {
    code: Words([...verdictCodes, 'stopped'] as const, { title: 'ExperimentVerdictCode' }),
    arm: Nullable(Type.Integer()),
    metric: Nullable(Words(guardMetrics, { title: 'ExperimentGuardMetric' })),
    returns: Type.Integer(),
    comparisons: Type.Array(ExperimentComparison),
  },
  { title: 'ExperimentVerdict', ...closed },
)
export type ExperimentVerdict = Static<typeof ExperimentVerdict>

const plan = {
  goal: Goal,
  effect: Type.Number({
    minimum: 0.01,
    maximum: 0.5,
    description: 'The smallest difference worth finding, as a share.',
  }),
  alpha: Type.Number({ minimum: 0.001, maximum: 0.2 }),
  power: Type.Number({ minimum: 0.5, maximum: 0.99 }),
}

const lineFields = {
  id: Id,
  name: Type.String(),
  policyId: Id,
  policyKey: Type.String(),
  policyTitle: PolicyWords,
  state: Words(states, { title: 'ExperimentState' }),
  ...plan,
  size: Type.Integer({ description: 'Returns of all arms together that it is planned for.' }),
  returns: Type.Integer({ description: 'Returns that have ended and count.' }),
  verdict: Nullable(ExperimentVerdict),
  createdBy: Person,
  createdAt: Timestamp,
  startedAt: Nullable(Timestamp),
  endedAt: Nullable(Timestamp),
  archivedAt: Nullable(Timestamp),
}
export const ExperimentLine = Type.Object(lineFields, { title: 'ExperimentLine' })
export type ExperimentLine = Static<typeof ExperimentLine>
export const ExperimentPage = pageOf(ExperimentLine, 'ExperimentPage')

export const ArmView = Type.Object(
  {
    position: Type.Integer(),
    versionId: Id,
    number: Type.Integer(),
    weight: Type.Integer(),
    assigned: Type.Integer({ description: 'Returns that began in it.' }),
    returns: Type.Integer(),
    priced: Type.Integer({ description: 'Those of which loss and price are known.' }),
    lossShare: Nullable(Type.Number({ description: 'Mean loss as a share of the price.' })),
    cutOff: Type.Integer({ description: 'Losses that lie at the bounds, beyond which they count no more.' }),
    givenUp: Type.Integer(),
    claims: Type.Integer(),
    asked: Type.Integer(),
    dissatisfied: Type.Integer(),
    money: Type.Array(
      Type.Object(
        {
          currency: Type.String(),
          returns: Type.Integer(),
          loss: Type.Number({ description: 'Minor units, in all.' }),
        },
        { title: 'ExperimentMoney', ...closed },
      ),
    ),
  },
  { title: 'ExperimentArm', ...closed },
)
export type ArmView = Static<typeof ArmView>

export const ExperimentView = Type.Object(
  {
    ...lineFields,
    deviation: Type.Number(),
    sparesImportant: Type.Boolean(),
    stopReason: Type.String(),
    arms: Type.Array(ArmView),
    /** As they stand now; the verdict keeps those by which it was given. */
    now: Type.Array(ExperimentComparison),
    looks: Type.Array(
      Type.Object(
        { returns: Type.Integer(), comparisons: Type.Array(ExperimentComparison) },
        { title: 'ExperimentLook', ...closed },
      ),
    ),
    isControlInForce: Type.Boolean({ description: 'Only then do returns begin in it.' }),
    mayPromote: Type.Boolean({ description: 'Whether the reader may put a version in force.' }),
  },
  { title: 'Experiment' },
)
export type ExperimentView = Static<typeof ExperimentView>

const Arms = Type.Array(
  Type.Object(
    { versionId: Id, weight: Type.Integer({ minimum: 1, maximum: 99 }) },
    { title: 'NewExperimentArm', ...closed },
  ),
  { minItems: 2, maxItems: 4, description: 'The first is the control: the version in force.' },
)

export const NewExperiment = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    policyId: Id,
    ...plan,
    sparesImportant: Type.Boolean({ description: 'Important customers stay on the version in force.' }),
    arms: Arms,
  },
  { title: 'NewExperiment', ...closed },
)
export type NewExperiment = Static<typeof NewExperiment>

export const ExperimentQuestion = Type.Object(
  {
    policyId: Id,
    ...plan,
    effect: Share,
    weights: Type.Array(Type.Integer({ minimum: 1, maximum: 99 }), { minItems: 2, maxItems: 4 }),
  },
  { title: 'ExperimentQuestion', ...closed },
)
export type ExperimentQuestion = Static<typeof ExperimentQuestion>

/** How many returns it takes, and by what that was reckoned. */
export const ExperimentSize = Type.Object(
  {
    size: Type.Integer({ description: 'Of all arms together, however often one looks.' }),
    sizeOfOneLook: Type.Integer({ description: 'The same if one looked only once, at the end.' }),
    deviation: Type.Number(),
    mean: Nullable(Type.Number({ description: 'Of the goal in the past half year.' })),
    past: Type.Integer({ description: 'Past returns by which it was reckoned; below 30 it is a guess.' }),
    days: Nullable(Type.Integer({ description: 'Until so many have ended, as returns came in that half year.' })),
  },
  { title: 'ExperimentSize', ...closed },
)
export type ExperimentSize = Static<typeof ExperimentSize>

export const ExperimentStop = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) },
  { title: 'ExperimentStop', ...closed },
)
export const ExperimentPromotion = Type.Object(
  { arm: Type.Integer({ minimum: 0, maximum: 3 }) },
  { title: 'ExperimentPromotion', ...closed },
)

const Template = Type.String({ pattern: '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$', maxLength: 60 })
/** A version that differs in its letters only. */
export const NewLetterVariant = Type.Object(
  {
    versionId: Id,
    swaps: Type.Array(Type.Object({ from: Template, to: Template }, { title: 'LetterSwap', ...closed }), {
      minItems: 1,
      maxItems: 40,
    }),
  },
  { title: 'NewLetterVariant', ...closed },
)
export type NewLetterVariant = Static<typeof NewLetterVariant>
export const LetterVariant = Type.Object(
  { versionId: Id, policyId: Id, policyKey: Type.String(), number: Type.Integer() },
  { title: 'LetterVariant', ...closed },
)
export type LetterVariant = Static<typeof LetterVariant>

export const ExperimentQuery = Type.Object({
  view: Words(['open', 'archived'] as const, { title: 'ExperimentListView' }),
  ...PageQuery.properties,
})
export type ExperimentQuery = Static<typeof ExperimentQuery>
