import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../../platform/http.ts'

const figures = {
  ended: Type.Integer({
    description: 'Order tasks of which the buyer was told the outcome; withdrawn ones are not counted.',
  }),
  inTime: Type.Integer({ description: 'Those of them that ended by their due time.' }),
  /** Order timeliness rate: in time ÷ ended; null where none ended. */
  rate: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
}

const Named = Type.Object({ id: Id, name: Type.String() }, { title: 'Person' })

export const OrderTimeliness = Type.Object(
  {
    /** The first and the last day counted, in the zone of the workspace. */
    from: Type.String(),
    until: Type.String(),
    zone: Type.String(),
    ...figures,
    open: Type.Integer({ description: 'Open now, whenever begun.' }),
    overdue: Type.Integer({ description: 'Open now, and past their due time.' }),
    byAgent: Type.Array(Type.Object({ agent: Nullable(Named), ...figures }, { title: 'TimelinessOfAgent' })),
    byStore: Type.Array(Type.Object({ store: Named, ...figures }, { title: 'TimelinessOfStore' })),
    byDay: Type.Array(Type.Object({ day: Type.String(), ...figures }, { title: 'TimelinessOfDay' })),
  },
  { title: 'OrderTimeliness' },
)
export type OrderTimeliness = Static<typeof OrderTimeliness>

export const TimelinessQuery = Type.Object({
  from: Type.Optional(Type.String({ format: 'date', description: '29 days before `until` where absent.' })),
  until: Type.Optional(Type.String({ format: 'date', description: 'Today where absent.' })),
  storeId: Type.Optional(Id),
})
export type TimelinessQuery = Static<typeof TimelinessQuery>
