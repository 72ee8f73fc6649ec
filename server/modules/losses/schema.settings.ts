import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'

/** By which day a figure counts: that of the booking and the shipping, or the month in which it was ordered. */
export const bases = ['booked', 'ordered'] as const

const Level = Type.Number({
  minimum: 0.01,
  maximum: 100,
  multipleOf: 0.01,
  description: 'Percent of the cost of goods shipped.',
})

export const CategoryAlarm = Type.Object(
  { category: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }), all: Level, withoutQuality: Level },
  { title: 'CategoryAlarm', additionalProperties: false },
)
export type CategoryAlarm = Static<typeof CategoryAlarm>

export const LossSettings = Type.Object(
  {
    /** What is shown first: losses by the day of booking over costs by the day of shipping, or both by the month of the order. */
    basis: Words(bases, { title: 'LossBasis' }),
    all: Level,
    withoutQuality: Level,
    categories: Type.Array(CategoryAlarm, { maxItems: 200 }),
  },
  { title: 'LossSettings', additionalProperties: false },
)
export type LossSettings = Static<typeof LossSettings>
