import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'
import { kinds } from '../sla/index.ts'
import { SentValues } from '../templates/index.ts'

export const permissions = ['messages.send', 'messages.edit-letter'] as const

export const directions = ['inbound', 'outbound', 'note'] as const
/** `held`: may still be taken back. `withdrawn`: was. `queued`: being sent, tried again until it is gone. */
export const deliveries = ['held', 'queued', 'sent', 'failed', 'bounced', 'withdrawn'] as const
export type Delivery = (typeof deliveries)[number]

export const Attachment = Type.Object(
  {
    id: Id,
    filename: Type.String(),
    contentType: Type.String(),
    size: Type.Integer(),
    inline: Type.Boolean(),
    contradictsName: Type.Boolean({ description: 'Its content is not what its name says' }),
    url: Type.String(),
  },
  { title: 'Attachment' },
)
export type Attachment = Static<typeof Attachment>

export const Message = Type.Object(
  {
    id: Id,
    ticketId: Id,
    direction: Words(directions, { title: 'Direction' }),
    author: Type.Object(
      { id: Nullable(Id), name: Type.String(), address: Nullable(Type.String()) },
      { title: 'Author' },
    ),
    subject: Nullable(Type.String()),
    text: Type.String(),
    quoted: Nullable(Type.String()),
    signature: Nullable(Type.String()),
    /** Cleaned on arrival; to be shown in a sandboxed frame only. */
    html: Nullable(Type.String()),
    language: Nullable(Type.String()),
    automatic: Type.Boolean(),
    templateKey: Nullable(Type.String()),
    delivery: Nullable(Words(deliveries, { title: 'Delivery' })),
    heldUntil: Nullable(Timestamp),
    failure: Nullable(
      Type.String({
        description:
          'What the mail server said, or why the desk itself could not send it: desk.no-server, desk.channel-gone, desk.not-composed (and why), desk.unworked',
      }),
    ),
    attachments: Type.Array(Attachment),
    createdAt: Timestamp,
    sentAt: Nullable(Timestamp),
    /** When its words and files were erased on request; they are empty since. */
    erasedAt: Nullable(Timestamp),
  },
  { title: 'Message' },
)
export type Message = Static<typeof Message>

export const MessagePage = pageOf(Message, 'MessagePage')

const Text = Type.String({ minLength: 1, maxLength: 50_000, pattern: '\\S' })

const Uploads = Type.Array(Id, { maxItems: 10, uniqueItems: true })

export const NewMessage = Type.Object(
  {
    direction: Words(['outbound', 'note'] as const),
    text: Text,
    templateKey: Type.Optional(Type.String({ maxLength: 80 })),
    /** What was filled into the template by hand, so that the letter can be compared with it word for word. */
    values: Type.Optional(SentValues),
    uploadIds: Type.Optional(Uploads),
    /** What the ticket is after the letter: it waits for the buyer, stays open, or is resolved once the letter has gone. */
    afterwards: Type.Optional(Words(['waiting', 'open', 'resolved'] as const, { title: 'Afterwards' })),
    /** The newest message that the writer had before their eyes; a newer one from a colleague or the buyer is shown first. */
    seenMessageId: Type.Optional(Id),
    /** The letter proposes a solution: its own clock (REQUIREMENTS S3). */
    solution: Type.Optional(Type.Boolean()),
  },
  { title: 'NewMessage', additionalProperties: false },
)
export type NewMessage = Static<typeof NewMessage>

export const CheckedText = Type.Object(
  {
    text: Type.String({ maxLength: 50_000 }),
    templateKey: Type.Optional(Type.String({ maxLength: 80 })),
    /** What was filled into the template by hand: its numbers are known, and so no telephone numbers. */
    values: Type.Optional(SentValues),
    uploadIds: Type.Optional(Uploads),
  },
  { title: 'CheckedText', additionalProperties: false },
)
export type CheckedText = Static<typeof CheckedText>

export const Draft = Type.Object(
  {
    ticketId: Id,
    direction: Words(['outbound', 'note'] as const),
    text: Type.String(),
    templateKey: Nullable(Type.String()),
    updatedAt: Timestamp,
  },
  { title: 'Draft' },
)
export type Draft = Static<typeof Draft>

export const SavedDraft = Type.Object(
  {
    direction: Words(['outbound', 'note'] as const),
    text: Type.String({ maxLength: 50_000 }),
    templateKey: Type.Optional(Type.String({ maxLength: 80 })),
  },
  { title: 'SavedDraft', additionalProperties: false },
)
export type SavedDraft = Static<typeof SavedDraft>

export const Upload = Type.Object(
  { id: Id, filename: Type.String(), contentType: Type.String(), size: Type.Integer() },
  { title: 'Upload' },
)
export type Upload = Static<typeof Upload>

/** A template as it would go out on this ticket. */
export const Letter = Type.Object(
  {
    key: Type.String(),
    language: Type.String(),
    titleZh: Type.String(),
    titleEn: Type.String(),
    /** What the letter says, in Chinese, for those who do not read its language well. */
    meaning: Type.String(),
    text: Type.String(),
    subject: Nullable(Type.String()),
    missing: Type.Array(Type.String()),
  },
  { title: 'Letter' },
)
export type Letter = Static<typeof Letter>

/**
 * Where a letter stands for a ticket. `suggested`: worth offering. `listed`: to be found in the list, since something else
 * settles the ticket and it is about neither. `decided`: what settles the ticket says whether and when it goes.
 */
export const letterPlaces = ['suggested', 'listed', 'decided'] as const
export type LetterPlace = (typeof letterPlaces)[number]

export const SuggestedLetter = Type.Object(
  { ...Letter.properties, place: Words(letterPlaces, { title: 'LetterPlace' }) },
  { title: 'SuggestedLetter' },
)
export type SuggestedLetter = Static<typeof SuggestedLetter>

export const AcknowledgementSwitch = Type.Object(
  { storeId: Nullable(Id), kind: Nullable(Type.String({ maxLength: 20 })), enabled: Type.Boolean() },
  { title: 'AcknowledgementSwitch', additionalProperties: false },
)
export type AcknowledgementSwitch = Static<typeof AcknowledgementSwitch>

export const NewTicket = Type.Object(
  {
    subject: Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' }),
    text: Type.String({ minLength: 1, maxLength: 100_000, pattern: '\\S' }),
    channelKind: Words(['phone', 'web-form', 'api'] as const),
    storeId: Type.Optional(Id),
    kind: Type.Optional(Words(kinds)),
    orderNumber: Type.Optional(Type.String({ maxLength: 60 })),
    buyer: Type.Object(
      {
        name: Type.String({ maxLength: 120 }),
        email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
        phone: Type.Optional(Type.String({ maxLength: 40 })),
      },
      { additionalProperties: false },
    ),
  },
  { title: 'NewTicket', additionalProperties: false },
)
export type NewTicket = Static<typeof NewTicket>

/** A ticket just opened: its id and the number that people call it by. */
export const OpenedTicket = Type.Object({ id: Id, number: Type.Integer() }, { title: 'OpenedTicket' })
