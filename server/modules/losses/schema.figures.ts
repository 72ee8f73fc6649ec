import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import { bases } from './schema.settings.ts'
import { lineStates } from './schema.ts'

const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const steps = ['day', 'week', 'month'] as const
export type Step = (typeof steps)[number]

/** What figures may be cut by. There is no person among them, and none is added (R4). */
export const dimensions = ['store', 'marketplace', 'category', 'sku', 'reason', 'fault', 'policyVersion'] as const
export type Dimension = (typeof dimensions)[number]

const filters = {
  storeId: Type.Optional(Id),
  marketplace: Type.Optional(Type.String({ maxLength: 60 })),
  category: Type.Optional(Type.String({ maxLength: 120, description: 'Empty: of goods without one.' })),
  sku: Type.Optional(Type.String({ maxLength: 120 })),
  reason: Type.Optional(Type.String({ maxLength: 40, description: 'Empty: where nobody has said why.' })),
  fault: Type.Optional(Type.String({ maxLength: 40 })),
  policyVersionId: Type.Optional(Type.Union([Id, Type.Literal('')])),
}

const period = {
  by: Words(steps, { title: 'LossStep' }),
  first: Type.Optional(Day),
  last: Type.Optional(Day),
  basis: Type.Optional(Words(bases, { title: 'LossBasis' })),
}

export const RateQuery = Type.Object({ ...period, by: Type.Optional(period.by), ...filters })
export type RateQuery = Static<typeof RateQuery>

export const CutQuery = Type.Object({
  ...period,
  by: Type.Optional(period.by),
  ...filters,
  groupBy: Type.String({
    maxLength: 40,
    description: `One of: ${dimensions.join(', ')}. No person: the rate is watched, and is no measure of anybody.`,
  }),
})
export type CutQuery = Static<typeof CutQuery>

export const LineQuery = Type.Object({
  first: Type.Optional(Day),
  last: Type.Optional(Day),
  basis: Type.Optional(Words(bases, { title: 'LossBasis' })),
  ...filters,
  withoutQuality: Type.Optional(Type.Boolean({ description: 'Leaves out what quality caused.' })),
  state: Type.Optional(Words(lineStates, { title: 'LossLineState' })),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type LineQuery = Static<typeof LineQuery>

const measured = {
  loss: Type.Integer({ description: 'Minor units of the currency of the workspace, all reasons.' }),
  lossWithoutQuality: Type.Integer({ description: 'The same without reasons of quality; unknown reasons count.' }),
  cost: Type.Integer({ description: 'Product cost of what was sent out.' }),
  rate: Nullable(Type.Number({ description: 'Loss over cost, as a fraction of 1; null where nothing has a cost.' })),
  rateWithoutQuality: Nullable(Type.Number()),
  lines: Type.Integer({ description: 'Lines of the ledger that stand.' }),
  parcels: Type.Integer({ description: 'Parts of parcels that were sent out.' }),
  lossesWithoutRate: Type.Integer({ description: 'Lines that are not in the sum, as a rate is missing.' }),
  lossesWithoutCost: Type.Integer({ description: 'Lines that are not in the sum, as a cost is missing.' }),
  shippedWithoutRate: Type.Integer({ description: 'Parts of parcels that are not in the cost, as a rate is missing.' }),
  shippedWithoutCost: Type.Integer({ description: 'Parts of parcels that are not in the cost, as theirs is missing.' }),
}
export const LossFigure = Type.Object(measured, { title: 'LossFigure' })
export type LossFigure = Static<typeof LossFigure>

const AlarmLevels = Type.Object(
  { all: Type.Number({ description: 'Percent.' }), withoutQuality: Type.Number({ description: 'Percent.' }) },
  { title: 'LossAlarm' },
)

export const LossPeriod = Type.Object(
  {
    first: Day,
    last: Day,
    by: Words(steps, { title: 'LossStep' }),
    basis: Words(bases, { title: 'LossBasis' }),
    zone: Type.String({ description: 'Whose days they are.' }),
  },
  { title: 'LossPeriod', description: 'Whole weeks or months, where those were asked for.' },
)

export const LossRate = Type.Object(
  {
    period: LossPeriod,
    currency: Type.String(),
    alarm: AlarmLevels,
    total: LossFigure,
    points: Type.Array(Type.Object({ start: Day, ...measured }, { title: 'LossPoint' })),
    waiting: Type.Boolean({ description: 'Reports were read in that the ledger has not gone over yet.' }),
    doneAt: Nullable(Timestamp),
  },
  { title: 'LossRate' },
)
export type LossRate = Static<typeof LossRate>

export const LossCuts = Type.Object(
  {
    period: LossPeriod,
    currency: Type.String(),
    groupBy: Words(dimensions, { title: 'LossDimension' }),
    total: LossFigure,
    items: Type.Array(
      Type.Object(
        {
          key: Type.String({ description: 'Empty: not known.' }),
          name: Type.String({ description: 'What it is called, where that is not its key.' }),
          alarm: AlarmLevels,
          ...measured,
        },
        { title: 'LossCut' },
      ),
      { description: 'The largest loss first.' },
    ),
    others: Nullable(LossFigure),
  },
  { title: 'LossCuts' },
)
export type LossCuts = Static<typeof LossCuts>
