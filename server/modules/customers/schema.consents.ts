import { type Static, Type } from 'typebox'
import { Id, Nullable, SentTimestamp, Timestamp, Words } from '../../platform/http.ts'
import { contactKinds } from './schema.ts'

/** What a customer may be written to or called about on the desk's own account; a closed list. */
export const purposes = ['follow-up-email', 'follow-up-phone', 'offers-email', 'survey'] as const
export type Purpose = (typeof purposes)[number]

/** `unknown`: nobody has asked, or what was recorded has been taken back as a mistake. */
export const consentStates = ['given', 'withdrawn', 'unknown'] as const
export type ConsentState = (typeof consentStates)[number]

/** Where they said so. */
export const consentSources = ['letter', 'phone', 'form', 'order', 'link', 'other'] as const

const PurposeWord = Words(purposes, { title: 'ConsentPurpose' })
const StateWord = Words(consentStates, { title: 'ConsentState' })
const SourceWord = Words(consentSources, { title: 'ConsentSource' })

/** A word of the customer, as somebody recorded it; never changed afterwards. */
export const ConsentStatement = Type.Object(
  {
    id: Id,
    purpose: PurposeWord,
    state: StateWord,
    source: SourceWord,
    note: Type.String({ description: 'Empty for those who may reveal nothing.' }),
    messageId: Nullable(Id),
    ticketId: Nullable(Type.String({ format: 'uuid', description: 'The ticket of that letter.' })),
    saidAt: Timestamp,
    recordedAt: Timestamp,
    recordedBy: Nullable(Type.String({ description: 'The member; null for the desk itself.' })),
  },
  { title: 'ConsentStatement' },
)
export type ConsentStatement = Static<typeof ConsentStatement>

export const contactReasons = [
  'given',
  'not-refused',
  'not-asked',
  'withdrawn',
  'marketplace-forbids',
  'wrong-channel',
] as const

/** Whether an address may be used for a purpose, and why. */
export const ContactPermission = Type.Object(
  {
    contactId: Id,
    kind: Words(contactKinds, { title: 'ContactKind' }),
    allowed: Type.Boolean(),
    reason: Words(contactReasons, { title: 'ContactReason' }),
  },
  { title: 'ContactPermission' },
)
export type ContactPermission = Static<typeof ContactPermission>

export const Consents = Type.Object(
  {
    purposes: Type.Array(
      Type.Object(
        {
          purpose: PurposeWord,
          state: StateWord,
          since: Nullable(Timestamp),
          contacts: Type.Array(ContactPermission),
        },
        { title: 'ConsentOfPurpose' },
      ),
    ),
    history: Type.Array(ConsentStatement, { description: 'The newest word first, a hundred at most.' }),
    letters: Type.Array(
      Type.Object({ messageId: Id, ticketId: Id, subject: Type.String(), at: Timestamp }, { title: 'CustomersLetter' }),
      { description: 'What they wrote last, as far as the reader may see it: to be named as where they said so.' },
    ),
  },
  { title: 'Consents' },
)
export type Consents = Static<typeof Consents>

export const NewConsent = Type.Object(
  {
    purpose: PurposeWord,
    state: StateWord,
    source: SourceWord,
    note: Type.Optional(Type.String({ maxLength: 1_000 })),
    messageId: Type.Optional(Nullable(Id)),
    /** When they said so; now, unless told. */
    saidAt: Type.Optional(SentTimestamp),
  },
  { title: 'NewConsent', additionalProperties: false },
)
export type NewConsent = Static<typeof NewConsent>
