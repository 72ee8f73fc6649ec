import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'

export const permissions = ['channels.read', 'channels.write'] as const

export const channelKinds = ['mailbox', 'receiver'] as const
/** `tls`: encrypted from the first byte. `starttls`: encrypted before the password. `none`: only inside one machine. */
export const securities = ['tls', 'starttls', 'none'] as const
export const quarantineReasons = [
  'too-large',
  'too-deep',
  'too-many-parts',
  'too-many-attachments',
  'headers-too-large',
  'too-slow',
  'unreadable',
  'no-sender',
  'blocked',
] as const

const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:_-]+$' })
const Port = Type.Integer({ minimum: 1, maximum: 65_535 })

/** A mail server and how to sign in to it; passwords travel apart and never come back. */
export const MailServer = Type.Object(
  { host: Host, port: Port, security: Words(securities), user: Type.String({ maxLength: 254 }) },
  { title: 'MailServer', additionalProperties: false },
)
export type MailServer = Static<typeof MailServer>

export const ChannelSettings = Type.Object(
  {
    imap: Type.Optional(MailServer),
    folder: Type.Optional(Type.String({ maxLength: 200, description: 'The folder that is read; INBOX unless told.' })),
    smtp: Type.Optional(MailServer),
    senderName: Type.Optional(Type.String({ maxLength: 120 })),
  },
  { title: 'ChannelSettings', additionalProperties: false },
)
export type ChannelSettings = Static<typeof ChannelSettings>

/** What is wrong with a channel, as a step that failed and a code that the screen words. */
export const ChannelProblem = Type.Object(
  { step: Type.String(), code: Type.String(), said: Type.String() },
  { title: 'ChannelProblem' },
)
export type ChannelProblem = Static<typeof ChannelProblem>

export interface MailboxProgress {
  readonly uidValidity: string
  readonly uid: number
}

export const Channel = Type.Object(
  {
    id: Id,
    kind: Words(channelKinds, { title: 'ChannelKind' }),
    name: Type.String(),
    address: Type.String(),
    storeId: Nullable(Id),
    settings: ChannelSettings,
    active: Type.Boolean(),
    state: Words(['new', 'ok', 'failing'] as const),
    problem: Nullable(ChannelProblem),
    checkedAt: Nullable(Timestamp),
    createdAt: Timestamp,
  },
  { title: 'Channel' },
)
export type Channel = Static<typeof Channel>
export const ChannelPage = pageOf(Channel, 'ChannelPage')

/** What a letter is made of, kept until it has gone; files by their content address. */
export interface OutgoingContent {
  readonly subject: string
  readonly text: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly sha256: string }[]
}
