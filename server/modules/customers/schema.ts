import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'

export const permissions = [
  'customers.read',
  'customers.reveal',
  'customers.write',
  'customers.erase',
  'customers.export',
] as const

/** How a customer can be reached; an alias is an address that a marketplace made for one buyer and one store. */
export const contactKinds = ['email', 'amazon-alias', 'ebay-alias', 'phone'] as const
export type ContactKind = (typeof contactKinds)[number]

export const Contact = Type.Object(
  {
    id: Id,
    kind: Words(contactKinds, { title: 'ContactKind' }),
    /** As the customer wrote it, or masked. */
    address: Type.String(),
    storeId: Nullable(Id),
  },
  { title: 'Contact' },
)
export type Contact = Static<typeof Contact>

export const Customer = Type.Object(
  {
    id: Id,
    name: Type.String(),
    language: Nullable(Type.String()),
    vip: Type.Boolean(),
    vipReason: Type.String(),
    notes: Type.String(),
    /** What must be heeded: poor eyesight, deliveries to a neighbour, a colleague who speaks for them. */
    specialNeeds: Type.String(),
    /** What they like: how to be written to, when, how to be made good. */
    preferences: Type.String(),
    contacts: Type.Array(Contact),
    masked: Type.Boolean({ description: 'Whether names or addresses are hidden in this answer.' }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    /** When their personal data was erased on request; null for everybody else. */
    erasedAt: Nullable(Timestamp),
  },
  { title: 'Customer' },
)
export type Customer = Static<typeof Customer>

export const CustomerPage = pageOf(Customer, 'CustomerPage')

export const CustomerChange = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    language: Type.Optional(Nullable(Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' }))),
    vip: Type.Optional(Type.Boolean()),
    vipReason: Type.Optional(Type.String({ maxLength: 500 })),
    notes: Type.Optional(Type.String({ maxLength: 10_000 })),
    specialNeeds: Type.Optional(Type.String({ maxLength: 2_000 })),
    preferences: Type.Optional(Type.String({ maxLength: 2_000 })),
  },
  { title: 'CustomerChange', additionalProperties: false, minProperties: 1 },
)
export type CustomerChange = Static<typeof CustomerChange>

export const CustomerQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  vip: Type.Optional(Type.Literal(true)),
  after: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
})
export type CustomerQuery = Static<typeof CustomerQuery>

/** Who writes: what a channel knows of the person behind a message. */
export interface Sender {
  readonly kind: ContactKind
  readonly address: string
  readonly name?: string | undefined
  /** The language of the message, where it is known. */
  readonly language?: string | null | undefined
  /** The store that was written to; part of an alias's identity, ignored for e-mail and phone. */
  readonly storeId?: string | null | undefined
}

/**
 * Every column of this module that holds personal data, for masking, export, erasure, retention and log redaction.
 * A column that is added here is thereby in all of them.
 */
export const personalData = [
  { table: 'customers', column: 'name', holds: 'name' },
  { table: 'customers', column: 'notes', holds: 'free-text' },
  { table: 'customers', column: 'vip_reason', holds: 'free-text' },
  { table: 'customers', column: 'special_needs', holds: 'free-text' },
  { table: 'customers', column: 'preferences', holds: 'free-text' },
  { table: 'customer_contacts', column: 'address', holds: 'address' },
  { table: 'customer_contacts', column: 'written', holds: 'address' },
  { table: 'customer_words', column: 'word', holds: 'name-and-address' },
  { table: 'customer_contacts', column: 'likeness', holds: 'address' },
  { table: 'customer_consents', column: 'note', holds: 'free-text' },
  { table: 'customer_merges', column: 'before', holds: 'name-and-notes' },
  { table: 'customer_merges', column: 'after', holds: 'name-and-notes' },
  { table: 'customer_merges', column: 'reason', holds: 'free-text' },
  { table: 'erasures', column: 'whose', holds: 'name-and-address' },
] as const
