import { type Static, Type } from 'typebox'
import { Nullable, Timestamp, Words } from '../../platform/http.ts'

/** Where a ticket stands, in the buyer's eyes. `waiting`: for the buyer's answer. */
export const stages = ['received', 'working', 'waiting', 'solved'] as const
export type Stage = (typeof stages)[number]

/** What happens next; the page words it in the buyer's language. `late`: the promised time has passed. */
export const nextSteps = ['we-answer', 'we-propose', 'we-settle', 'late', 'you-answer', 'nothing'] as const
export type NextStep = (typeof nextSteps)[number]

const StageState = Type.Object(
  { stage: Words(stages), state: Words(['done', 'now', 'ahead'] as const) },
  { title: 'StatusStage' },
)
export type StageState = Static<typeof StageState>

export const StatusMessage = Type.Object(
  {
    /** `inbound`: the buyer's own. */
    direction: Words(['inbound', 'outbound'] as const),
    text: Type.String(),
    photos: Type.Integer({ description: 'How many photos came with it.' }),
    at: Timestamp,
  },
  { title: 'StatusMessage' },
)

/** Everything that a ticket's buyer may know of it. */
export const StatusPage = Type.Object(
  {
    number: Type.Integer(),
    stage: Words(stages, { title: 'Stage' }),
    stages: Type.Array(StageState),
    nextStep: Words(nextSteps, { title: 'NextStep' }),
    /** By when the next step is promised; null where nobody has promised a time. */
    by: Nullable(Timestamp),
    storeName: Type.String(),
    language: Type.String({ description: 'The buyer’s language, two letters.' }),
    messages: Type.Array(StatusMessage),
    acceptsPhotos: Type.Boolean(),
  },
  { title: 'StatusPage' },
)
export type StatusPage = Static<typeof StatusPage>

export const NewWord = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S' }) },
  { title: 'NewWord', additionalProperties: false },
)
