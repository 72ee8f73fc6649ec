import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import { type Kind, kinds, type Priority, priorities } from '../sla/index.ts'

export type { Kind, Priority }

export const permissions = ['classification.read', 'classification.write'] as const

/** The sub-types that the desk ships with, by kind. A workspace may use others; these it can recognise from the first day. */
export const subTypes = {
  inquiry: [
    'order-status',
    'shipping-options',
    'product-question',
    'availability',
    'price',
    'usage',
    'warranty',
    'policy',
    'account',
    'contact',
    'thanks',
  ],
  order: ['cancel', 'change-address', 'change-item', 'exchange', 'resend', 'invoice', 'payment', 'place'],
  return: [
    'no-reason',
    'refund-request',
    'refund-status',
    'how',
    'damaged',
    'defective',
    'wrong-item',
    'missing-part',
    'not-as-described',
  ],
  complaint: ['delivery-delay', 'not-received', 'service', 'no-reply', 'safety'],
  claim: ['a-to-z', 'chargeback', 'marketplace-case'],
  review: ['negative-review', 'feedback', 'suggestion'],
  appeal: ['account-suspended', 'listing-removed', 'ip-complaint', 'policy-warning'],
} as const satisfies Record<Kind, readonly string[]>

/** Every sub-type that ships. In the contract by name, so that a screen without words for one of them does not compile. */
const ShippedSubType = Words(Object.values(subTypes).flat(), { title: 'ShippedSubType' })

const SubTypesOfKind = Type.Object(
  {
    shipped: Type.Array(ShippedSubType),
    taught: Type.Array(Type.String(), { description: 'What colleagues have taught besides, as they wrote it.' }),
  },
  { title: 'SubTypesOfKind' },
)

/** The sub-types that the desk knows, by kind: what a person can choose from. */
export const KnownSubTypes = Type.Object(
  Object.fromEntries(kinds.map((kind) => [kind, SubTypesOfKind])) as Record<Kind, typeof SubTypesOfKind>,
  { title: 'KnownSubTypes' },
)
export type KnownSubTypes = Static<typeof KnownSubTypes>

const SubType = Type.String({ pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 60 })
const LanguageCode = Type.String({ pattern: '^[a-z]{2}$' })
const Confidence = Type.Number({ minimum: 0, maximum: 1 })

/**
 * Why the desk thinks so: a code that the screen words in its language, the buyer's own words, and their sentence.
 * Codes: `rule`, `own-rule`, `learnt` (kind); `profanity`, `capitals`, `threat.lawyer`, `deadline.hours`, `vip` … (priority).
 */
export const Reason = Type.Object(
  {
    code: Type.String(),
    quote: Type.Optional(Type.String()),
    sentence: Type.Optional(Type.String()),
    about: Type.Optional(Type.String({ description: 'What the code is about: concepts, a rule’s id, a time.' })),
  },
  { title: 'ClassificationReason' },
)
export type Reason = Static<typeof Reason>

export const identifierKinds = ['order', 'asin', 'sku', 'tracking'] as const
export const FoundIdentifier = Type.Object(
  {
    kind: Words(identifierKinds),
    value: Type.String(),
    marketplace: Type.Optional(Words(['amazon', 'ebay', 'own'] as const)),
  },
  { title: 'FoundIdentifier' },
)
export type FoundIdentifier = Static<typeof FoundIdentifier>

/** What the desk makes of a letter. */
export const Classification = Type.Object(
  {
    kind: Words(kinds),
    subType: Nullable(Type.String()),
    confidence: Confidence,
    others: Type.Array(Type.Object({ kind: Words(kinds), subType: Nullable(Type.String()), confidence: Confidence })),
    language: LanguageCode,
    languageConfidence: Confidence,
    priority: Words(priorities),
    mood: Words(['calm', 'upset', 'angry'] as const),
    profanity: Type.Boolean({ description: 'A word of the lists, strong or mild, however it is disguised.' }),
    offensive: Type.Boolean({
      description:
        'Strong words, or insults that a model recognises without them (German, Chinese): a hint, not a proof.',
    }),
    capitals: Type.Boolean(),
    reasons: Type.Array(Reason),
    orderNumbers: Type.Array(Type.String()),
    identifiers: Type.Array(FoundIdentifier),
  },
  { title: 'Classification' },
)
export type Classification = Static<typeof Classification>

const Letter = {
  subject: Type.String({ maxLength: 1_000, default: '' }),
  text: Type.String({ maxLength: 100_000 }),
}

/** A letter to try: nothing is kept. */
export const Trial = Type.Object(
  {
    ...Letter,
    expectedLanguages: Type.Optional(Type.Array(LanguageCode, { maxItems: 5 })),
    vip: Type.Optional(Type.Boolean()),
    deadlineAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { title: 'ClassificationTrial', additionalProperties: false },
)
export type Trial = Static<typeof Trial>

/** What a person says a letter is. */
export const Correction = Type.Object(
  {
    ...Letter,
    kind: Words(kinds),
    subType: Nullable(SubType),
    ticketId: Type.Optional(Id),
    language: Type.Optional(LanguageCode),
    priority: Type.Optional(Words(priorities)),
  },
  { title: 'ClassificationCorrection', additionalProperties: false },
)
export type Correction = Static<typeof Correction>

/** A phrase by which the workspace decides itself. */
const ruleFields = {
  phrase: Type.String({
    minLength: 2,
    maxLength: 120,
    pattern: '\\p{L}|\\p{N}',
    description: 'Words in a row; `refund*` is the beginning of a word. Case and accents do not count.',
  }),
  language: Nullable(LanguageCode),
  kind: Words(kinds),
  subType: Nullable(SubType),
  active: Type.Boolean({ default: true }),
}
export const NewKeywordRule = Type.Object(ruleFields, { title: 'NewKeywordRule', additionalProperties: false })
export type NewKeywordRule = Static<typeof NewKeywordRule>

export const KeywordRule = Type.Object({ id: Id, ...ruleFields, updatedAt: Timestamp }, { title: 'KeywordRule' })
export type KeywordRule = Static<typeof KeywordRule>

export const KeywordRules = Type.Object({ items: Type.Array(KeywordRule) }, { title: 'KeywordRules' })

/** What the desk has learnt in this workspace, and how its own order numbers look. */
export const ClassificationSettings = Type.Object(
  {
    orderPatterns: Type.Array(Type.String({ minLength: 4, maxLength: 40 }), {
      maxItems: 20,
      description: 'Order numbers of the own shop: `#` is a figure, `@` a letter. AM-######',
    }),
  },
  { title: 'ClassificationSettings', additionalProperties: false },
)
export type ClassificationSettings = Static<typeof ClassificationSettings>

export const Learning = Type.Object(
  {
    corrections: Type.Integer(),
    learntAt: Nullable(Timestamp),
    learntFrom: Type.Integer({ description: 'Corrections that the present model knows.' }),
    waiting: Type.Boolean({ description: 'Whether newer corrections wait to be learnt.' }),
    subTypes: KnownSubTypes,
    settings: ClassificationSettings,
  },
  { title: 'Learning' },
)
export type Learning = Static<typeof Learning>

/**
 * Every column of this module that holds personal data, for export, erasure and retention. A letter that was corrected is
 * kept masked, but what a buyer tells of themselves in plain words stays in it.
 */
export const personalData = [
  { table: 'classification_corrections', column: 'text', holds: 'free-text' },
  { table: 'classification_intents', column: 'text', holds: 'free-text' },
] as const
