import { type Static, Type } from 'typebox'
import { Nullable, pageOf, Words } from '../../platform/http.ts'
import { CurrencyCode } from '../products/index.ts'

/** A calendar day, `2026-09-29`. */
const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** Decimal digits: what is told is kept as it was told. */
const Rate = Type.String({
  pattern: '^(?!0+(?:\\.0+)?$)\\d{1,8}(?:\\.\\d{1,10})?$',
  description: 'What one unit of `from` is worth in `to`, as a decimal number above zero.',
})

export const CurrencyRate = Type.Object(
  { day: Day, from: CurrencyCode, to: CurrencyCode, rate: Rate, source: Type.String({ minLength: 1, maxLength: 60 }) },
  { title: 'CurrencyRate', additionalProperties: false },
)
export type CurrencyRate = Static<typeof CurrencyRate>

export const CurrencyRates = Type.Object(
  { rows: Type.Array(CurrencyRate, { minItems: 1, maxItems: 3_000 }) },
  { title: 'CurrencyRates', additionalProperties: false },
)
export const CurrencyRatePage = pageOf(CurrencyRate, 'CurrencyRatePage')

export const RateQuery = Type.Object({
  from: Type.Optional(CurrencyCode),
  to: Type.Optional(CurrencyCode),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type RateQuery = Static<typeof RateQuery>

/** Amounts of an order in one currency, by the rates of the order's day; null where a rate is missing. */
export const ConvertedMoney = Type.Object(
  {
    currency: CurrencyCode,
    day: Day,
    paid: Nullable(Type.Integer({ description: 'What the buyer pays, in minor units.' })),
    net: Nullable(Type.Integer({ description: 'The sum of all that was booked; null too where nothing was.' })),
    rates: Type.Array(
      Type.Object(
        {
          from: CurrencyCode,
          day: Nullable(Day),
          way: Nullable(Words(['direct', 'inverse', 'via-eur'] as const, { title: 'RateWay' })),
          rate: Nullable(Type.String()),
          source: Type.String(),
        },
        { title: 'RateUsed' },
      ),
      { description: 'One for each other currency of the order; all null but `from` where its rate is missing.' },
    ),
  },
  { title: 'ConvertedMoney' },
)
export type ConvertedMoney = Static<typeof ConvertedMoney>

/** How far the rates of a pair reach, over the last 366 days. */
export const RateCoverage = Type.Object(
  {
    from: CurrencyCode,
    to: CurrencyCode,
    first: Day,
    last: Day,
    rate: Type.String({ description: 'Of the last day.' }),
    source: Type.String(),
    days: Type.Integer({ description: 'Days that have a rate.' }),
    gaps: Type.Array(Type.Object({ first: Day, last: Day }, { title: 'RateGap' }), {
      description: 'Days without a rate of their own or of the seven days before.',
    }),
  },
  { title: 'RateCoverage' },
)
export type RateCoverage = Static<typeof RateCoverage>

/** What became of the rates of a file. */
export const RatesRead = Type.Object(
  {
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    faults: Type.Array(
      Type.Object({ row: Type.Integer(), heading: Type.String(), value: Type.String() }, { title: 'RateFault' }),
      { description: 'What could not be read, by row and column; at most 100.' },
    ),
  },
  { title: 'RatesRead' },
)
