import { type Static, Type } from 'typebox'
import { Id, Nullable, SentTimestamp, Words } from '../../platform/http.ts'
import type { ContentClass } from '../stores/index.ts'
import { LetterLanguageShape, MarketplaceKindShape } from './schema.ts'

/** Words that hurt whatever the marketplace says (REQUIREMENTS T13, PRODUCT.md code of conduct). */
export const toneClasses = ['blame', 'argument', 'emotion', 'threat', 'vague'] as const

/** Classes that a list of phrases can recognise. */
export const phraseClasses = [
  'marketing',
  'coupon',
  'review-incentive',
  'review-removal',
  'review-repeat',
  'off-marketplace-offer',
  'profanity',
  'messenger',
  ...toneClasses,
  'restocking-fee',
  'attachment-word',
  'allowed-link',
] as const
export type PhraseClass = (typeof phraseClasses)[number]

export const severities = ['block', 'warn'] as const
export type Severity = (typeof severities)[number]

/** Everything that a check can find. The words for each stand in rules.findings.ts. */
export const findingCodes = [
  'variable.missing',
  'placeholder.unfilled',
  'edit-mark.open',
  'text.empty',
  'template.syntax',
  'template.unknown-variable',
  'template.filter-needed',
  'template.filter-misplaced',
  'template.meaning-missing',
  'template.not-here',
  'language.wrong',
  'length.over',
  'order-number.missing',
  'proactive.not-permitted',
  'proactive.too-late',
  'attachment.too-many',
  'attachment.too-large',
  'attachment.forgotten',
  'content.marketing',
  'content.coupon',
  'content.thanks-only',
  'content.review-incentive',
  'content.review-removal',
  'content.review-repeat',
  'content.email-address',
  'content.phone-number',
  'content.external-link',
  'content.profanity',
  'content.off-marketplace-offer',
  'content.messenger',
  'link.insecure',
  'fee.forbidden',
  'fee.above-max',
  'fee.in-policy',
  'tone.blame',
  'tone.argument',
  'tone.emotion',
  'tone.threat',
  'tone.vague',
  'tone.shouting',
] as const
export type FindingCode = (typeof findingCodes)[number]

export const findingFields = ['subject', 'body', 'attachments', 'letter'] as const

/** What a check saw, before it is put into words. `start` and `end` count UTF-16 units of the field. */
export interface Found {
  readonly code: FindingCode
  readonly severity: Severity
  readonly field: (typeof findingFields)[number]
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly details?: Readonly<Record<string, string | number>>
}

/** What a check saw, in the reader's language: `message` says what is wrong, `mend` what to do. */
export const Finding = Type.Object(
  {
    code: Words(findingCodes, { title: 'FindingCode' }),
    severity: Words(severities, { title: 'FindingSeverity' }),
    field: Words(findingFields),
    quote: Type.String(),
    start: Type.Integer(),
    end: Type.Integer(),
    message: Type.String(),
    mend: Type.String(),
  },
  { title: 'Finding' },
)
export type Finding = Static<typeof Finding>

/** A file that goes along with a letter. */
export const OutgoingAttachment = Type.Object(
  { name: Type.String({ maxLength: 300 }), size: Type.Integer({ minimum: 0, description: 'In bytes.' }) },
  { title: 'OutgoingAttachment' },
)
export type OutgoingAttachment = Static<typeof OutgoingAttachment>

/** What the pure check knows of the place where the letter goes. Every number comes from the marketplace's rule rows. */
export interface OutgoingRules {
  readonly marketplaceKind: 'amazon' | 'ebay' | 'own-shop'
  readonly forbidden: readonly ContentClass[]
  readonly lengthMax: number | null
  readonly attachmentCountMax: number | null
  readonly attachmentBytesMax: number | null
  /** Opening a thread without being asked: must the order number stand in it, and until how many days after the order. */
  readonly proactiveOrderNumber: boolean
  readonly proactiveDays: number | null
  /** The highest share there is, and the one for an in-policy return in original condition; null where none is known. */
  readonly restockingFee: {
    readonly allowed: boolean
    readonly maxPercent: number | null
    readonly maxInPolicy: number | null
  } | null
}

/** A letter about to be sent, and what is known of its buyer. */
export interface Outgoing {
  readonly subject: string | null
  readonly body: string
  /** The language of the letter: as detected where that is sure, else as chosen. */
  readonly language: string | null
  /** The languages in which this buyer may be answered; empty when not known. */
  readonly buyerLanguages: readonly string[]
  readonly missing: readonly string[]
  readonly attachments: readonly OutgoingAttachment[]
  readonly orderNumber: string | null
  /** Numbers that are no telephone numbers: order, tracking, return. */
  readonly knownNumbers: readonly string[]
  /** The desk's own address, for its status pages. */
  readonly ownHost: string | null
  /** Present when the letter opens a thread; days since the order was completed, when known. */
  readonly proactive: { readonly daysSinceOrder: number | null } | null
  /** What the template that the letter was made from allows; null for a free text. */
  readonly template: {
    readonly marketplaces: readonly string[]
    readonly proactive: boolean
    readonly attachment: string | null
  } | null
  readonly rules: OutgoingRules
}

/** A letter as a caller sends it for checking. */
export const OutgoingCheck = Type.Object(
  {
    text: Type.String({ maxLength: 100_000 }),
    subject: Type.Optional(Nullable(Type.String({ maxLength: 500 }))),
    buyerLanguage: Type.Optional(Nullable(LetterLanguageShape)),
    storeId: Type.Optional(Nullable(Id)),
    marketplaceKind: Type.Optional(Nullable(MarketplaceKindShape)),
    orderNumber: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
    knownNumbers: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 })),
    isAnswer: Type.Boolean({ default: true }),
    orderedAt: Type.Optional(Nullable(SentTimestamp)),
    attachments: Type.Optional(Type.Array(OutgoingAttachment, { maxItems: 100 })),
    templateVersionId: Type.Optional(Nullable(Id)),
  },
  { title: 'OutgoingCheck', additionalProperties: false },
)
export type OutgoingCheck = Static<typeof OutgoingCheck>

/** A phrase of the lists, as a rule uses it. */
export interface PhraseRow {
  readonly class: PhraseClass
  readonly language: string
  readonly marketplaces: readonly string[]
  readonly pattern: string
}
