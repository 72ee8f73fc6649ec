import type { ColumnType, Generated } from 'kysely'
import type { Before } from '../tickets/index.ts'
import type { Outcome } from './rules.outcomes.ts'
import type { Delivery } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>

export interface MessageTables {
  messages: {
    workspace_id: Generated<string>
    ticket_id: string
    id: string
    direction: 'inbound' | 'outbound' | 'note'
    author_id: string | null
    author_name: string
    address: string | null
    customer_id: Defaulted<string | null>
    subject: string | null
    text: string
    quoted: string | null
    signature: string | null
    html: string | null
    language: string | null
    automatic: Defaulted<boolean>
    received_mail_id: string | null
    outgoing_mail_id: string | null
    mail_message_id: string | null
    template_key: string | null
    delivery: Delivery | null
    held_until: Date | null
    failure: string | null
    undo: ColumnType<Undo | null, string | null, string | null>
    created_at: Date
    sent_at: Date | null
    erased_at: Defaulted<Date | null>
  }
  message_letters: {
    workspace_id: Generated<string>
    message_id: string
    text_id: string
    edited: boolean
    counted_at: Date | null
    outcome: Outcome | null
  }
  awaited_mails: {
    workspace_id: Generated<string>
    mail_message_id: string
    ticket_id: string
    awaited_since: Date
  }
  message_attachments: {
    workspace_id: Generated<string>
    message_id: string
    id: string
    filename: string
    content_type: string
    size: number
    sha256: string
    content_id: string | null
    inline: Defaulted<boolean>
    contradicts_name: Defaulted<boolean>
  }
  uploads: {
    workspace_id: Generated<string>
    id: string
    member_id: string
    filename: string
    content_type: string
    size: number
    sha256: string
    created_at: Date
  }
  drafts: {
    workspace_id: Generated<string>
    ticket_id: string
    member_id: string
    direction: 'outbound' | 'note'
    text: string
    template_key: string | null
    updated_at: Date
  }
  acknowledgement_switches: { workspace_id: Generated<string>; store_id: string; kind: string; enabled: boolean }
  acknowledgements: { workspace_id: Generated<string>; ticket_id: string; address: string; at: Date }
}

/** What stands behind "undo": the ticket as it was, and what should become of it once the answer has gone. */
export interface Undo {
  readonly before: Before
  readonly solution: boolean
  readonly resolves: boolean
  readonly status: 'waiting' | 'open'
  /** It failed once and the ticket came back to the desk; when it goes out after all, the ticket leaves again. */
  readonly retried?: true
}
