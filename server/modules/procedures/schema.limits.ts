import { type Static, Type } from 'typebox'
import { Id, Nullable, Words } from '../../platform/http.ts'
import { taskKinds } from './schema.ts'

/** By when a task of a kind is due: so much working time after it was begun. */
export const TaskLimit = Type.Object(
  {
    kind: Words(taskKinds, { title: 'OrderTaskKind' }),
    /** A minute to ninety days. */
    limitSeconds: Type.Integer({ minimum: 60, maximum: 7_776_000 }),
    /** The business calendar by which it counts; null is every hour of every day. */
    calendarId: Nullable(Id),
  },
  { title: 'TaskLimit', additionalProperties: false },
)
export type TaskLimit = Static<typeof TaskLimit>

export const TaskLimits = Type.Object(
  { limits: Type.Array(TaskLimit, { minItems: 1, maxItems: taskKinds.length }) },
  { title: 'TaskLimits', additionalProperties: false },
)
export type TaskLimits = Static<typeof TaskLimits>
