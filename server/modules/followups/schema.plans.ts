import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'

/** By which way a customer is followed up. */
export const ways = ['email', 'phone'] as const
export type Way = (typeof ways)[number]
export const WayWord = Words(ways, { title: 'FollowUpWay' })

const Language = Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$', description: 'Like en, de or zh.' })

/** Who belongs to a plan; what is empty or null narrows nothing. */
export const Segment = Type.Object(
  {
    important: Type.Boolean({ description: 'Only customers who are marked as important.' }),
    languages: Type.Array(Language, { maxItems: 20, uniqueItems: true }),
    storeIds: Type.Array(Id, { maxItems: 100, uniqueItems: true, description: 'Who bought from or wrote to one.' }),
    boughtWithinDays: Nullable(Type.Integer({ minimum: 1, maximum: 3_650 })),
    leastOrders: Nullable(Type.Integer({ minimum: 1, maximum: 1_000, description: 'Not cancelled, ever.' })),
  },
  { title: 'FollowUpSegment', additionalProperties: false },
)
export type Segment = Static<typeof Segment>

/** What is said in one language: the script of a call, or subject and text of a letter. */
export const PlanText = Type.Object(
  {
    language: Language,
    subject: Type.String({ maxLength: 300 }),
    text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }),
  },
  { title: 'FollowUpText', additionalProperties: false },
)
export type PlanText = Static<typeof PlanText>

/** Why a customer of the segment is not followed up by the plan's way. */
export const unreachableReasons = ['withdrawn', 'marketplace-forbids', 'not-asked', 'no-address'] as const
export type UnreachableReason = (typeof unreachableReasons)[number]

const Unreachable = Type.Object(
  { reason: Words(unreachableReasons, { title: 'UnreachableReason' }), count: Type.Integer() },
  { title: 'UnreachableCount' },
)

const counted = {
  customers: Type.Integer({ description: 'Of the segment, less those whom a narrower plan has.' }),
  open: Type.Integer({ description: 'Have an open follow-up already.' }),
  due: Type.Integer({ description: 'Would be followed up now.' }),
  later: Type.Integer({ description: 'Are due another time.' }),
  nothingYet: Type.Integer({ description: 'Have neither bought nor written, so that nothing is to be asked.' }),
  unreachable: Type.Array(Unreachable),
}

/** How a plan stands among all customers. */
export const PlanCounts = Type.Object(counted, { title: 'FollowUpCounts' })
export type PlanCounts = Static<typeof PlanCounts>

export const PlanPreview = Type.Object(
  { ...counted, looked: Type.Integer(), all: Type.Boolean({ description: 'False where there are more customers.' }) },
  { title: 'FollowUpPreview' },
)
export type PlanPreview = Static<typeof PlanPreview>

const fields = {
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  active: Type.Boolean({ description: 'A paused plan makes no follow-ups; those that are open stay.' }),
  weeks: Type.Integer({ minimum: 1, maximum: 104 }),
  againDays: Type.Integer({ minimum: 1, maximum: 60, description: 'When one who was not reached is tried again.' }),
  way: WayWord,
  segment: Segment,
  texts: Type.Array(PlanText, { minItems: 1, maxItems: 20, description: 'The first is used where none fits.' }),
}

export const NewPlan = Type.Object(fields, { title: 'NewFollowUpPlan', additionalProperties: false })
export type NewPlan = Static<typeof NewPlan>

/** What decides whom a plan has, while it is still being written. */
export const PlanQuestion = Type.Pick(NewPlan, ['weeks', 'way', 'segment'], {
  title: 'FollowUpPlanQuestion',
  additionalProperties: false,
})
export type PlanQuestion = Static<typeof PlanQuestion>

export const PlanChange = Type.Partial(NewPlan, {
  title: 'FollowUpPlanChange',
  additionalProperties: false,
  minProperties: 1,
})
export type PlanChange = Static<typeof PlanChange>

/** What came of a plan's follow-ups so far. */
const Results = Type.Object(
  {
    open: Type.Integer(),
    done: Type.Integer(),
    skipped: Type.Integer(),
    reached: Type.Integer({ description: 'Of those done.' }),
    rated: Type.Integer(),
    satisfaction: Nullable(Type.Number({ description: 'The mean of those rated, 1 to 5.' })),
  },
  { title: 'FollowUpResults' },
)
export type Results = Static<typeof Results>

export const Plan = Type.Object(
  {
    id: Id,
    ...fields,
    counts: Nullable(PlanCounts),
    countedAt: Nullable(Timestamp),
    results: Results,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  { title: 'FollowUpPlan' },
)
export type Plan = Static<typeof Plan>
export const Plans = Type.Object({ items: Type.Array(Plan) }, { title: 'FollowUpPlans' })
