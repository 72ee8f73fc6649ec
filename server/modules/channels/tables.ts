import type { ColumnType, Generated } from 'kysely'
import type { ChannelProblem, ChannelSettings, MailboxProgress, OutgoingContent } from './schema.ts'

type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
type Json<Value> = ColumnType<Value, string | undefined, string>
type JsonOrNull<Value> = ColumnType<Value | null, string | null | undefined, string | null>

export interface ChannelTables {
  channels: {
    workspace_id: Generated<string>
    id: string
    kind: 'mailbox' | 'receiver'
    name: string
    address: string
    store_id: string | null
    settings: Json<ChannelSettings>
    secrets: Buffer | null
    active: Defaulted<boolean>
    state: Defaulted<'new' | 'ok' | 'failing'>
    problem: JsonOrNull<ChannelProblem>
    checked_at: Date | null
    progress: JsonOrNull<MailboxProgress>
    created_at: Date
  }
  received_mails: {
    workspace_id: Generated<string>
    id: string
    channel_id: string
    source_key: string
    sha256: string
    size: number
    envelope_from: string | null
    envelope_to: string
    status: Defaulted<'received' | 'done' | 'quarantined' | 'discarded'>
    reason: string | null
    sender: string | null
    message_id: string | null
    about: string | null
    relay_id: string | null
    received_at: Date
    settled_at: Date | null
  }
  received_contents: {
    workspace_id: Generated<string>
    scope_id: string
    content_key: string
    received_mail_id: string
  }
  outgoing_mails: {
    workspace_id: Generated<string>
    id: string
    channel_id: string
    ticket_id: string | null
    message_id: string
    recipients: string[]
    mail: ColumnType<OutgoingContent, string, never>
    automatic: Defaulted<boolean>
    status: 'queued' | 'sending' | 'sent' | 'failed' | 'bounced' | 'withdrawn'
    attempts: Defaulted<number>
    problem: string | null
    not_before: Date
    created_at: Date
    sent_at: Date | null
  }
}
