import { type Static, Type } from 'typebox'
import { Id, Nullable, PageQuery, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { FactNameShape, outcomes, PolicyWords } from '../policies/index.ts'

export const permissions = ['replays.read', 'replays.run'] as const

export const states = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type State = (typeof states)[number]

/** Why a past return could not be taken through a version. */
export const obstacles = ['facts-missing', 'supervisor', 'still-open', 'too-many-ways'] as const
export type Obstacle = (typeof obstacles)[number]

/** What an assumption is about: how letters are answered, whether what is waited for comes, what agents choose, facts, claims. */
export const questionKinds = ['answer', 'wait', 'choice', 'fact', 'claim'] as const

const closed = { additionalProperties: false }
const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Outcome = Words(outcomes, { title: 'ReturnOutcome' })
const range = {
  mean: Type.Number(),
  low: Type.Number({ description: 'Of 100 such ranges 95 hold what would have been, if the assumptions hold.' }),
  high: Type.Number(),
}
const TurnEnd = Nullable(
  Type.Object({ node: Type.String(), title: PolicyWords }, { title: 'ReplayTurnEnd', ...closed }),
)

export const ReplayResult = Type.Object(
  {
    returns: Type.Integer({ description: 'Past returns that could be taken through the version.' }),
    unchanged: Type.Integer(),
    changed: Type.Integer(),
    notServed: Type.Integer({ description: 'Returns that the version would not serve any more.' }),
    obstacles: Type.Array(
      Type.Object(
        {
          obstacle: Words(obstacles, { title: 'ReplayObstacleKind' }),
          returns: Type.Integer(),
          facts: Type.Array(FactNameShape),
        },
        { title: 'ReplayObstacle', ...closed },
      ),
    ),
    outcomes: Type.Array(
      Type.Object({ outcome: Outcome, before: Type.Integer(), ...range }, { title: 'ReplayOutcome', ...closed }),
    ),
    letters: Type.Object({ before: Type.Integer(), ...range }, { title: 'ReplayCount', ...closed }),
    claims: Type.Object({ before: Type.Integer(), ...range }, { title: 'ReplayCount', ...closed }),
    money: Type.Array(
      Type.Object(
        {
          currency: Type.String(),
          returns: Type.Integer(),
          booked: Type.Number({ description: 'Minor units that these returns have cost.' }),
          ...range,
          least: Type.Number({ description: 'However buyers had answered, not less than this.' }),
          most: Type.Number(),
          reckoned: Type.Number({ description: 'Where nothing changes: what the tree’s own costs come to.' }),
          reckonedOf: Type.Number({ description: 'What was booked of those same returns.' }),
        },
        { title: 'ReplayMoney', ...closed },
      ),
    ),
    unpriced: Type.Object(
      {
        returns: Type.Integer(),
        facts: Type.Array(
          Type.Object({ fact: FactNameShape, returns: Type.Integer() }, { title: 'ReplayMissingFact', ...closed }),
        ),
      },
      { title: 'ReplayUnpriced', ...closed },
    ),
    turns: Type.Array(
      Type.Object(
        { was: TurnEnd, becomes: TurnEnd, returns: Type.Integer(), requestIds: Type.Array(Id) },
        { title: 'ReplayTurn', ...closed },
      ),
    ),
    assumptions: Type.Array(
      Type.Object(
        {
          kind: Words(questionKinds, { title: 'ReplayQuestionKind' }),
          /** What it is about: the kind of offer, the thing waited for, the fact, the outcome; empty for choices. */
          about: Type.String(),
          /** Of an answer to a letter: how many letters had gone before, two and more counted alike. */
          before: Nullable(Type.Integer()),
          uses: Type.Number({ description: 'In how many returns it stands in for what nobody knows.' }),
          shares: Type.Array(
            Type.Object(
              { answer: Type.String(), seen: Type.Integer(), share: Type.Number() },
              { title: 'ReplayShare', ...closed },
            ),
          ),
        },
        { title: 'ReplayAssumption', ...closed },
      ),
    ),
  },
  { title: 'ReplayResult', ...closed },
)
export type ReplayResult = Static<typeof ReplayResult>

const Person = Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })
const lineFields = {
  id: Id,
  policyId: Id,
  policyKey: Type.String(),
  policyTitle: PolicyWords,
  versionId: Id,
  versionNumber: Type.Integer(),
  from: Type.String({ description: 'First day, in the zone of the workspace.' }),
  to: Type.String({ description: 'Last day.' }),
  state: Words(states, { title: 'ReplayState' }),
  seen: Type.Integer({ description: 'Past returns of the period that were looked at so far.' }),
  progress: Type.Number({ description: 'Part of the period that is done, 0 to 1.' }),
  askedBy: Person,
  askedAt: Timestamp,
  endedAt: Nullable(Timestamp),
}

export const ReplayLine = Type.Object(lineFields, { title: 'ReplayLine' })
export type ReplayLine = Static<typeof ReplayLine>
export const ReplayPage = pageOf(ReplayLine, 'ReplayPage')
const Example = Type.Object({ requestId: Id, rma: Type.String(), ticketId: Id }, { title: 'ReplayExample', ...closed })
export const ReplayView = Type.Object(
  {
    ...lineFields,
    result: Nullable(ReplayResult),
    examples: Type.Array(Example, { description: 'The returns that the turns name, where they are found.' }),
  },
  { title: 'Replay' },
)
export type ReplayView = Static<typeof ReplayView>

export const ReplayQuery = Type.Object({ versionId: Type.Optional(Id), ...PageQuery.properties })
export type ReplayQuery = Static<typeof ReplayQuery>

export const NewReplay = Type.Object({ versionId: Id, from: Day, to: Day }, { title: 'NewReplay', ...closed })
export type NewReplay = Static<typeof NewReplay>
