import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import type { ContactKind } from './schema.ts'

/** Whose history or figures are asked for: the profile, and the addresses by which orders know the buyer. */
export interface Asked {
  readonly customerId: string
  readonly contacts: readonly {
    readonly kind: ContactKind
    readonly address: string
    readonly storeId: string | null
  }[]
}

/** A page of history: what came before this moment and id, the newest first, so many. */
export interface HistoryAsked extends Asked {
  readonly before: readonly [at: string, id: string] | null
  readonly limit: number
}

export const entryKinds = ['ticket', 'order', 'return', 'feedback'] as const

/** Something that happened between a buyer and the desk: a ticket by its last word, an order, a unit sent back, a rating. */
export const HistoryEntry = Type.Object(
  {
    kind: Words(entryKinds, { title: 'HistoryKind' }),
    id: Id,
    at: Timestamp,
    /** What leads to it on the screen: the ticket, or the order that it is or belongs to. */
    openId: Id,
    number: Type.String({ description: 'Of the ticket or the order.' }),
    title: Type.String({ description: 'The ticket’s subject, or what was bought or sent back.' }),
    about: Type.String({
      description:
        'The ticket’s kind, the order’s fulfilment, the reason of a return, a rating’s verdict; may be empty.',
    }),
    status: Type.String({
      description: 'The ticket’s or the order’s; of a return in the words of the source; a rating’s stars.',
    }),
    units: Nullable(Type.Integer()),
    amount: Nullable(Type.Integer({ description: 'Minor units of the currency.' })),
    currency: Nullable(Type.String()),
    storeId: Nullable(Id),
    storeName: Type.String(),
  },
  { title: 'HistoryEntry' },
)
export type HistoryEntry = Static<typeof HistoryEntry>
export const HistoryPage = pageOf(HistoryEntry, 'HistoryPage')

/** A higher storey knows the id of the store, and this one its name. */
export type HistoryFact = Omit<HistoryEntry, 'storeName'>

const Sum = Type.Object({ amount: Type.Integer(), currency: Type.String() }, { title: 'CustomerSum' })

/** What happened within the last 365 days, as far as the reader may see it. */
export const Figures = Type.Object(
  {
    orders: Type.Integer({ description: 'Not cancelled.' }),
    units: Type.Integer({ description: 'Pieces bought.' }),
    /** By currency, never added up. */
    spent: Type.Array(Sum),
    returned: Type.Integer({ description: 'Pieces sent back, for whatever reason.' }),
    returnedByWish: Type.Integer({ description: 'Of these, where neither seller nor carrier did anything wrong.' }),
    outsidePolicy: Type.Integer({ description: 'Pieces sent back outside the marketplace’s return policy.' }),
    tickets: Type.Integer(),
    openTickets: Type.Integer(),
    complaints: Type.Integer(),
    claims: Type.Integer({ description: 'Tickets of the kind claim.' }),
    satisfied: Type.Integer({ description: 'Tickets that ended with a buyer who was satisfied.' }),
    unsatisfied: Type.Integer(),
  },
  { title: 'CustomerFigures' },
)
export type Figures = Static<typeof Figures>

export const tiers = ['new', 'returning', 'regular', 'key'] as const
export type Tier = (typeof tiers)[number]
export const risks = ['none', 'watch', 'high'] as const

/** Why a tier or a risk is what it is: a code that the screen words, with its figures. */
export const StandingReason = Type.Object(
  {
    code: Words([
      'orders',
      'lowered',
      'returned-share',
      'few-returns',
      'not-counted',
      'outside-policy',
      'claims',
    ] as const),
    count: Type.Integer(),
    of: Type.Integer(),
    percent: Type.Integer(),
  },
  { title: 'StandingReason' },
)
export type StandingReason = Static<typeof StandingReason>

/** What a buyer is worth and how risky they are, by rules, each with its reasons. */
export const Standing = Type.Object(
  {
    since: Timestamp,
    figures: Figures,
    tier: Words(tiers, { title: 'ValueTier' }),
    tierReasons: Type.Array(StandingReason),
    risk: Words(risks, { title: 'ReturnerRisk' }),
    riskReasons: Type.Array(StandingReason),
  },
  { title: 'Standing' },
)
export type Standing = Static<typeof Standing>
