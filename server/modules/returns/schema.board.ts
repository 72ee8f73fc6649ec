import { type Static, Type } from 'typebox'
import { Id, SentTimestamp, Words } from '../../platform/http.ts'
import { stages } from './schema.ts'

const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What narrows the board and the list alike. */
export const filterFields = {
  storeId: Type.Optional(Id),
  approval: Type.Optional(Type.Boolean({ description: 'Only those that wait for an approval.' })),
  dueBefore: Type.Optional(SentTimestamp),
  dueOn: Type.Optional({ ...Day, description: 'Due on this day of the workspace’s zone.' }),
}
export const ReturnFilter = Type.Object(filterFields)
export type ReturnFilter = Static<typeof ReturnFilter>

/** How many open returns stand where: at which step, after how many letters. */
export const ReturnCounts = Type.Object(
  {
    columns: Type.Array(
      Type.Object({ stage: Words(stages), letters: Type.Integer(), count: Type.Integer() }, { title: 'ReturnColumn' }),
    ),
  },
  { title: 'ReturnCounts' },
)

export const WaitQuery = Type.Object({
  from: Day,
  to: { ...Day, description: 'The last day; at most 62 days from the first.' },
  storeId: Type.Optional(Id),
})
export type WaitQuery = Static<typeof WaitQuery>

/** What open returns wait for, by the day on which it is over. */
export const ReturnWaits = Type.Object(
  {
    zone: Type.String(),
    today: Day,
    /** Due before now, whatever the day. */
    overdue: Type.Integer(),
    days: Type.Array(
      Type.Object(
        {
          day: Day,
          count: Type.Integer(),
          /** Of these, returns that go on by themselves on that day if the buyer stays silent, or nothing comes. */
          silent: Type.Integer(),
        },
        { title: 'ReturnWaitDay' },
      ),
      { description: 'Days without any are left out.' },
    ),
  },
  { title: 'ReturnWaits' },
)
export type ReturnWaits = Static<typeof ReturnWaits>

/** Refunds that Amazon has not been told of, by store; stores without any are left out. */
export const RefundsToTell = Type.Object(
  {
    stores: Type.Array(
      Type.Object(
        { storeId: Id, storeName: Type.String(), waiting: Type.Integer() },
        { title: 'ReturnRefundsOfStore' },
      ),
    ),
  },
  { title: 'ReturnRefundsToTell' },
)
