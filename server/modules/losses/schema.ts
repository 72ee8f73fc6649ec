import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { type CostKind, costKinds, type Fault, faults, type ReturnReason, returnReasons } from '../policies/index.ts'

export const permissions = ['losses.read', 'losses.correct', 'losses.write'] as const

/** None: the ledger knows orders by their numbers, and nothing of who bought. */
export const personalData = [] as const

/** Who tells of a loss: a report that was read in, a letter that granted it, an act of the procedure, or a person. */
export const sourceKinds = ['import', 'letter', 'act', 'person'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** The accounts that losses come from; see `counterOf`. */
export const counterAccounts = ['buyer', 'carrier', 'warehouse', 'stock', 'marketplace'] as const
export type CounterAccount = (typeof counterAccounts)[number]

export interface LossSource {
  readonly kind: SourceKind
  readonly id: string
}

/** One amount of a booking, in minor units: a loss is above zero, what lessens it below. */
export interface CostLine {
  readonly kind: CostKind
  readonly amount: number
}

/** What one return cost at one moment, to be booked. */
export interface LossBooking {
  /** What is booked: the same key with the same lines changes nothing. Unique in the workspace. */
  readonly key: string
  readonly returnRequestId: string | null
  readonly storeId: string
  readonly orderNumber: string | null
  readonly sku: string
  readonly reason: ReturnReason | null
  readonly isQuality: boolean | null
  readonly fault: Fault | null
  readonly policyVersionId: string | null
  readonly bookedAt: Date
  readonly currency: string
  readonly lines: readonly CostLine[]
  readonly source: LossSource
}

/** What a line lacks: nothing, the rate to the workspace's currency, or what a piece costs. */
export const lineStates = ['booked', 'rate-missing', 'cost-missing'] as const

const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const LossLine = Type.Object(
  {
    id: Id,
    bookingId: Id,
    kind: Words(costKinds, { title: 'ReturnCostKind' }),
    /** The account that the amount comes from: the loss account bears it, this one bears its opposite. */
    counter: Words(counterAccounts, { title: 'LossCounterAccount' }),
    amount: Nullable(
      Type.Integer({ description: 'Minor units; a loss is above zero. Null while its cost is missing.' }),
    ),
    currency: Type.String(),
    baseAmount: Nullable(Type.Integer({ description: 'Minor units of the currency of the workspace.' })),
    rate: Nullable(Type.String({ description: 'Digits to be read; the amount was reckoned exactly.' })),
    rateDay: Nullable(Day),
    rateSource: Nullable(Type.String()),
    state: Words(lineStates, { title: 'LossLineState' }),
    day: Day,
    bookedAt: Timestamp,
    storeId: Id,
    orderNumber: Nullable(Type.String()),
    returnRequestId: Nullable(Id),
    sku: Type.String({ description: 'Empty where nobody has told it.' }),
    category: Type.String(),
    reason: Nullable(Words(returnReasons, { title: 'ReturnReason' })),
    isQuality: Nullable(Type.Boolean()),
    fault: Nullable(Words(faults, { title: 'ReturnFault' })),
    policyVersionId: Nullable(Id),
    source: Type.Object(
      { kind: Words(sourceKinds, { title: 'LossSourceKind' }), id: Type.String() },
      { title: 'LossSource' },
    ),
    note: Type.String({ description: 'Why a person put it right.' }),
    reverses: Nullable(Type.String({ description: 'The booking that this one takes back.' })),
    reversedBy: Nullable(Type.String({ description: 'The booking that takes this one back.' })),
    madeBy: Nullable(Id),
    madeAt: Timestamp,
  },
  { title: 'LossLine' },
)
export type LossLine = Static<typeof LossLine>
export const LossLinePage = pageOf(LossLine, 'LossLinePage')

export const Correction = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: 500, pattern: '\\S', description: 'Why the booking is wrong.' }) },
  { title: 'LossCorrection', additionalProperties: false },
)
