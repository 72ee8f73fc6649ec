import type { ColumnType, Generated } from 'kysely'
import type { Weighed } from './rules.ts'
import type { Confidence, LinkReason } from './schema.ts'

type Json<Value> = ColumnType<Value, string, string>

export interface LinkingTables {
  order_links: {
    workspace_id: Generated<string>
    ticket_id: string
    order_id: string | null
    confidence: Confidence | null
    reasons: Json<LinkReason[]>
    others: Json<Weighed[]>
    linked_by: 'rule' | 'member'
    member_id: string | null
    linked_at: Date
    number_before: string | null
  }
  order_clues: { workspace_id: Generated<string>; clue: string; ticket_id: string }
}
