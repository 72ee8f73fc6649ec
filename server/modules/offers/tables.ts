import type { ColumnType, Generated } from 'kysely'
import type { LetterState, SkipReason } from './schema.audience.ts'
import type { Kind, OfferText, Segment, State } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
type Json<Value> = ColumnType<Value, string, string>

export interface OfferTables {
  offers: {
    workspace_id: Generated<string>
    id: string
    name: string
    kind: Kind
    store_id: string
    code: string
    letters: Json<OfferText[]>
    segment: Json<Segment>
    valid_from: string
    valid_until: string
    cap_days: number
    per_hour: number
    state: State
    author_id: string
    approved_by: Defaulted<string | null>
    approved_at: Defaulted<Date | null>
    started_at: Defaulted<Date | null>
    ended_at: Defaulted<Date | null>
    after_id: Defaulted<string | null>
    created_at: Date
    updated_at: Date
  }
  offer_letters: {
    workspace_id: Generated<string>
    id: string
    offer_id: string
    customer_id: string
    state: LetterState
    reason: SkipReason | null
    by_hand: Defaulted<boolean>
    language: string | null
    outgoing_mail_id: string | null
    made_at: Date
    sent_at: Defaulted<Date | null>
    unsubscribed_at: Defaulted<Date | null>
    bought_at: Defaulted<Date | null>
  }
}
