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
  'failed',
] as const

/** What of a folder's earlier mail is taken when it is connected. */
export const firstTimes = ['unread', 'everything', 'nothing'] as const

const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:_-]+$' })
const Port = Type.Integer({ minimum: 1, maximum: 65_535 })

/** A mail server and how to sign in to it; passwords travel apart and never come back. */
export const MailServer = Type.Object(
  {
    host: Host,
    port: Port,
    security: Words(securities),
    user: Type.String({ maxLength: 254 }),
    certificate: Type.Optional(
      Type.String({
        maxLength: 16_000,
        description: 'A certificate (PEM) to trust although no public authority vouches for it.',
      }),
    ),
  },
  { title: 'MailServer', additionalProperties: false },
)
export type MailServer = Static<typeof MailServer>

export const ChannelSettings = Type.Object(
  {
    imap: Type.Optional(MailServer),
    folder: Type.Optional(Type.String({ maxLength: 200, description: 'The folder that is read; INBOX unless told.' })),
    firstTime: Type.Optional(Words(firstTimes)),
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
  /** Up to this UID only unread mail is taken. */
  readonly unreadUntil?: number
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

const Password = Type.String({ maxLength: 500, description: 'Kept encrypted and never shown again.' })
const passwords = { imapPassword: Type.Optional(Password), smtpPassword: Type.Optional(Password) }
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })

export const NewChannel = Type.Object(
  {
    kind: Words(channelKinds),
    name: Name,
    address: Type.String({ format: 'email', maxLength: 254 }),
    storeId: Nullable(Id),
    settings: ChannelSettings,
    ...passwords,
  },
  { title: 'NewChannel', additionalProperties: false },
)
export type NewChannel = Static<typeof NewChannel>

export const ChannelChange = Type.Partial(
  Type.Object({ name: Name, storeId: Nullable(Id), settings: ChannelSettings, active: Type.Boolean(), ...passwords }),
  { title: 'ChannelChange', additionalProperties: false, minProperties: 1 },
)
export type ChannelChange = Static<typeof ChannelChange>

/** Settings to try before they are kept; passwords that are not given are those of `channelId`. */
export const ConnectionTrial = Type.Object(
  { channelId: Type.Optional(Id), settings: ChannelSettings, ...passwords },
  { title: 'ConnectionTrial', additionalProperties: false },
)
export type ConnectionTrial = Static<typeof ConnectionTrial>

const TrialStep = Type.Object(
  {
    step: Words(['name', 'reach', 'encryption', 'sign-in', 'folder'] as const),
    ok: Type.Boolean(),
    code: Nullable(Type.String()),
    /** What is wrong and how to mend it, in the reader's language. */
    advice: Nullable(Type.String()),
    /** The server's or system's own words. */
    said: Nullable(Type.String()),
  },
  { title: 'ConnectionTrialStep' },
)

export const ConnectionReport = Type.Object(
  {
    protocol: Words(['imap', 'smtp'] as const),
    ok: Type.Boolean(),
    steps: Type.Array(TrialStep),
    certificate: Nullable(
      Type.Object({ pem: Type.String(), fingerprint: Type.String(), name: Type.String(), validTo: Type.String() }),
    ),
  },
  { title: 'ConnectionReport' },
)
export type ConnectionReport = Static<typeof ConnectionReport>

export const QuarantinedMail = Type.Object(
  {
    id: Id,
    channelId: Id,
    reason: Words(quarantineReasons),
    size: Type.Integer(),
    receivedAt: Timestamp,
    from: Type.String(),
    to: Type.String(),
    subject: Type.String(),
  },
  { title: 'QuarantinedMail' },
)
export type QuarantinedMail = Static<typeof QuarantinedMail>
export const QuarantinedMailPage = pageOf(QuarantinedMail, 'QuarantinedMailPage')

/** With the first headers, as they came. */
export const QuarantinedMailHeaders = Type.Object(
  { mail: QuarantinedMail, headers: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })) },
  { title: 'QuarantinedMailHeaders' },
)
export type QuarantinedMailHeaders = Static<typeof QuarantinedMailHeaders>

export const outgoingStates = ['queued', 'sending', 'sent', 'failed', 'bounced', 'withdrawn'] as const

export const OutgoingMail = Type.Object(
  {
    id: Id,
    channelId: Id,
    ticketId: Nullable(Id),
    recipients: Type.Array(Type.String()),
    subject: Type.String(),
    status: Words(outgoingStates, { title: 'OutgoingMailStatus' }),
    attempts: Type.Integer(),
    problem: Nullable(Type.String()),
    notBefore: Timestamp,
    createdAt: Timestamp,
    sentAt: Nullable(Timestamp),
  },
  { title: 'OutgoingMail' },
)
export type OutgoingMail = Static<typeof OutgoingMail>
export const OutgoingMailPage = pageOf(OutgoingMail, 'OutgoingMailPage')

/** What a letter is made of, kept until it has gone; files by their content address. */
export interface OutgoingContent {
  readonly subject: string
  readonly text: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly sha256: string }[]
  /** Where a mail program takes the reader off the list at one click (RFC 8058). */
  readonly unsubscribe?: string
}
