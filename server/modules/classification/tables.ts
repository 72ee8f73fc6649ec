import type { ColumnType, Generated } from 'kysely'
import type { PackedModel } from '../../lib/softmax.packed.ts'
import type { Intent } from './schema.intent.ts'
import type { Kind } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

/** The tables of this module; `workspace_id` is filled in by the database. */
export interface ClassificationTables {
  classification_state: {
    workspace_id: Generated<string>
    model_id: Defaulted<string | null>
    learnt_at: Defaulted<Date | null>
    learnt_from: Defaulted<number>
    rules_version: Defaulted<number>
    order_patterns: ColumnType<string[], string | undefined, string>
  }
  classification_corrections: {
    workspace_id: Generated<string>
    id: string
    ticket_id: string | null
    text: string
    language: string
    kind: Kind
    sub_type: string | null
    corrected_by: string
    corrected_at: Date
  }
  classification_models: {
    workspace_id: Generated<string>
    id: string
    made_at: Date
    learnt_from: number
    shipped_version: string
    packed: ColumnType<PackedModel, string, never>
  }
  classification_rules: {
    workspace_id: Generated<string>
    id: string
    phrase: string
    language: string | null
    kind: Kind
    sub_type: string | null
    active: boolean
    updated_at: Date
  }
  classification_intents: {
    workspace_id: Generated<string>
    id: string
    message_id: string | null
    ticket_id: string | null
    text: string
    language: string
    proposed: Intent
    confirmed: Intent
    confirmed_by: string
    confirmed_at: Date
  }
  classification_intent_models: {
    workspace_id: Generated<string>
    id: string
    learnt_at: Date
    learnt_from: number
    shipped_version: string
    packed: ColumnType<PackedModel, string, string>
  }
}
