import { type Static, Type } from 'typebox'
import { Nullable, Words } from '../../platform/http.ts'
import type { KeptPhoto } from '../messages/index.ts'

/** What a buyer can say a letter is about; the page words each in the buyer's language. `other`: we find out. */
export const formReasons = [
  'order-status',
  'not-received',
  'damaged',
  'defective',
  'wrong-item',
  'missing-part',
  'not-as-described',
  'refund-request',
  'refund-status',
  'cancel',
  'change-address',
  'invoice',
  'warranty',
  'product-question',
  'other',
] as const
export type FormReason = (typeof formReasons)[number]

/** What a store's form says of itself to whoever opens it. */
export const FormPage = Type.Object(
  {
    storeName: Type.String(),
    language: Type.String({
      description: 'The store’s own language, two letters: for whoever speaks none of the page’s.',
    }),
    reasons: Type.Array(Words(formReasons, { title: 'FormReason' })),
    answersByMail: Type.Boolean({ description: 'Whether the store can write to the buyer’s address.' }),
  },
  { title: 'FormPage' },
)
export type FormPage = Static<typeof FormPage>

/** One line of a person's own. */
const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\r\\n]*$' })

/** What a buyer fills in, beside photos. */
export const FormLetter = Type.Object(
  {
    name: Line(120),
    email: Type.String({ format: 'email', maxLength: 254 }),
    orderNumber: Type.Optional(Line(60)),
    reason: Words(formReasons),
    text: Type.String({ minLength: 1, maxLength: 4_000, pattern: '\\S' }),
    language: Type.String({ pattern: '^[a-z]{2}$', description: 'The language in which the buyer read the page.' }),
    website: Type.Optional(
      Type.String({ maxLength: 200, description: 'No person sees this field; programs fill it.' }),
    ),
  },
  { title: 'FormLetter', additionalProperties: false },
)
export type FormLetter = Static<typeof FormLetter>

/** A letter as it is kept until it is a message on a ticket. */
export interface KeptLetter extends Omit<FormLetter, 'website'> {
  readonly photos: readonly KeptPhoto[]
}

export const FormTaken = Type.Object(
  {
    number: Nullable(
      Type.Integer({ description: 'The ticket; null where the letter is kept and its ticket follows.' }),
    ),
    statusUrl: Nullable(Type.String({ description: 'The buyer’s own page of the ticket.' })),
  },
  { title: 'FormTaken' },
)
export type FormTaken = Static<typeof FormTaken>

/** A store's form, as its seller sets it. */
export const WebForm = Type.Object(
  {
    enabled: Type.Boolean(),
    url: Nullable(Type.String({ description: 'Where buyers find it; null until it is first switched on.' })),
    answersByMail: Type.Boolean({ description: 'Whether the store has a mailbox from which buyers can be answered.' }),
  },
  { title: 'WebForm' },
)
export type WebForm = Static<typeof WebForm>

export const WebFormChange = Type.Object(
  { enabled: Type.Boolean() },
  { title: 'WebFormChange', additionalProperties: false },
)
