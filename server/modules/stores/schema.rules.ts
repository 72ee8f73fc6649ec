import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'
import { Bilingual, Day, type MarketplaceKind } from './schema.ts'

/**
 * What each marketplace rule measures. The code names the rule; the number itself is a row that a workspace may edit.
 * The first word is the subject under which screens group them.
 */
export const ruleMeasures = {
  'message.answer-within': 'duration',
  'message.answer-every-day': 'flag',
  'message.auto-reply-counts': 'flag',
  'message.no-answer-needed-mark': 'flag',
  'message.late-rate-windows': 'list',
  'message.length-max': 'length',
  'message.attachment-size-max': 'size',
  'message.attachment-count-max': 'count',
  'message.forbidden-content': 'list',
  'message.critical-subject-mark': 'text',
  'message.opt-out-bounces': 'flag',
  'message.partner-window': 'duration',
  'message.calls-per-minute-max': 'count',
  'proactive.window': 'duration',
  'proactive.order-number-required': 'flag',
  'proactive.order-number-digits': 'count',
  'proactive.buyer-language-required': 'flag',
  'solicitation.per-order-max': 'count',
  'solicitation.from': 'duration',
  'solicitation.until': 'duration',
  'return.respond-within': 'duration',
  'return.respond-advised': 'duration',
  'return.refund-within': 'duration',
  'return.refund-automatic': 'flag',
  'return.marketplace-authorises': 'flag',
  'return.marketplace-label': 'flag',
  'return.full-refund-on-seller-fault': 'flag',
  'return.partial-refund-max': 'share',
  'return.withdrawal-period': 'duration',
  'return.dissatisfaction-rate-max': 'share',
  'restocking-fee.allowed': 'flag',
  'restocking-fee.max-in-policy': 'share',
  'restocking-fee.max-late': 'share',
  'restocking-fee.max-used': 'share',
  'restocking-fee.max-opened-media': 'share',
  'restocking-fee.max-opened-software': 'share',
  'restocking-fee.max-seller-fault': 'share',
  'restocking-fee.photo-from': 'share',
  'safe-t.file-within': 'duration',
  'safe-t.after-automatic-refund': 'flag',
  'atoz.contact-wait': 'duration',
  'atoz.file-from': 'duration',
  'atoz.file-until': 'duration',
  'atoz.answer-within': 'duration',
  'atoz.appeal-within': 'duration',
  'atoz.appeal-information-within': 'duration',
  'atoz.reversal-shown-within': 'duration',
  'atoz.attachments-accepted': 'flag',
  'atoz.refund-resolves': 'flag',
  'chargeback.answer-within': 'duration',
  'chargeback.answer-by-mail': 'flag',
  'chargeback.liable-for': 'list',
  'account-health.order-defect-rate-max': 'share',
  'account-health.late-shipment-rate-max': 'share',
  'account-health.cancel-rate-max': 'share',
  'account-health.cancel-rate-window': 'duration',
  'account-health.valid-tracking-rate-min': 'share',
  'account-health.valid-tracking-rate-window': 'duration',
  'account-health.on-time-delivery-rate-min': 'share',
  'account-health.rating-max': 'points',
  'account-health.rating-healthy-from': 'points',
  'account-health.rating-at-risk-from': 'points',
  'account-health.rating-start': 'points',
  'account-health.rating-gain': 'points',
  'account-health.rating-gain-orders': 'count',
  'account-health.rating-gain-window': 'duration',
  'appeal.notice-period': 'duration',
  'appeal.plan-within': 'duration',
  'appeal.reply-expected-within': 'duration',
  'appeal.reply-slowest': 'duration',
  'appeal.funds-request-after': 'duration',
  'appeal.submit-through': 'text',
  'inr.open-from': 'duration',
  'inr.open-until': 'duration',
  'inr.answer-within': 'duration',
  'inr.closes-after': 'duration',
  'case.decision-within': 'duration',
  'case.appeal-within': 'duration',
  'dispute.answer-within': 'duration',
  'dispute.fee': 'money',
  'dispute.evidence-files-max': 'count',
  'dispute.evidence-size-max': 'size',
  'standards.evaluated-on': 'day-of-month',
  'standards.defect-rate-max': 'share',
  'standards.defect-rate-max-top-rated': 'share',
  'standards.unresolved-case-rate-max': 'share',
  'standards.unresolved-case-count-max': 'count',
  'standards.late-shipment-rate-max': 'share',
  'standards.late-shipment-count-max': 'count',
  'standards.late-shipment-rate-max-top-rated': 'share',
  'standards.late-shipment-count-max-top-rated': 'count',
  'standards.short-window-sales': 'count',
  'standards.short-window': 'duration',
  'standards.long-window': 'duration',
  'service-metrics.every-request-counts': 'flag',
  'service-metrics.very-high-fee': 'share',
  'buyer-data.kept-for': 'duration',
} as const satisfies Record<string, Measure>

/** The units in which a measure may be stated. Sizes are decimal megabytes; money is in minor units of `currency`. */
export const unitsOfMeasure = {
  duration: ['hours', 'calendar-days', 'business-days', 'months'],
  share: ['percent'],
  count: ['count'],
  size: ['megabytes'],
  length: ['characters'],
  points: ['points'],
  money: ['minor-units'],
  'day-of-month': ['day-of-month'],
  flag: ['flag'],
  list: ['list'],
  text: ['text'],
} as const

export type Measure = keyof typeof unitsOfMeasure
export type RuleCode = keyof typeof ruleMeasures
export type RuleUnit = (typeof unitsOfMeasure)[Measure][number]

export const ruleCodes = Object.keys(ruleMeasures) as [RuleCode, ...RuleCode[]]
const ruleUnits = Object.values(unitsOfMeasure).flat()

/** What a message must not hold on a marketplace; `message.forbidden-content` lists some of these. */
export const contentClasses = [
  'marketing',
  'coupon',
  'thanks-only',
  'review-incentive',
  'review-removal',
  'review-repeat',
  'email-address',
  'phone-number',
  'external-link',
  'profanity',
  'off-marketplace-offer',
] as const
export type ContentClass = (typeof contentClasses)[number]

export const RuleCodeShape = Words(ruleCodes, { title: 'RuleCode' })
const RuleUnitShape = Words(ruleUnits, { title: 'RuleUnit' })

/** A number, yes or no, words, or a list of words, as the rule's measure asks. */
export const RuleValue = Type.Union(
  [
    Type.Number({ minimum: 0, maximum: 1_000_000_000 }),
    Type.Boolean(),
    Type.String({ maxLength: 200 }),
    Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 60, uniqueItems: true }),
  ],
  { title: 'RuleValue' },
)
export type RuleValue = Static<typeof RuleValue>

/** The value of one rule, typed by what it measures. */
export type ValueOf<Code extends RuleCode> = (typeof ruleMeasures)[Code] extends 'flag'
  ? boolean
  : (typeof ruleMeasures)[Code] extends 'list'
    ? string[]
    : (typeof ruleMeasures)[Code] extends 'text'
      ? string
      : number

/** How far a source can be trusted: the marketplace's own page, its API model, somebody's guide, or memory alone. */
export const sourceKinds = ['official', 'specification', 'guide', 'memory', 'own'] as const

export const RuleSource = Type.Object(
  {
    kind: Words(sourceKinds),
    text: Type.String({ minLength: 3, maxLength: 500, description: 'What the source says, or what it is.' }),
    reference: Type.String({
      maxLength: 600,
      description: 'Where to read it: addresses or documents; empty for memory.',
    }),
  },
  { title: 'RuleSource' },
)
export type RuleSource = Static<typeof RuleSource>

/** Where a rule holds: one marketplace (`amazon-de`), all of a kind (`amazon`), or everywhere (`*`). */
export const RuleScope = Type.String({ pattern: '^(\\*|[a-z][a-z0-9-]{1,39})$', title: 'RuleScope' })

const ruleFields = {
  scope: RuleScope,
  code: RuleCodeShape,
  value: RuleValue,
  unit: RuleUnitShape,
  /** For money only. */
  currency: Nullable(Type.String({ pattern: '^[A-Z]{3}$' })),
  source: RuleSource,
  note: Bilingual,
}

/** One rule as a person reads it: what its code is called, and in which units it may be stated. */
export const RuleView = Type.Object(
  {
    ...ruleFields,
    id: Id,
    title: Bilingual,
    units: Type.Array(RuleUnitShape),
    validFrom: Nullable(Day),
    validTo: Nullable(Day),
    shipped: Type.Boolean({ description: 'Came with Amends; nobody of the workspace has written it.' }),
    recordedAt: Timestamp,
    recordedBy: Nullable(Id),
  },
  { title: 'MarketplaceRule' },
)
export type RuleView = Static<typeof RuleView>

/** One rule as it stands in the books: it holds from `validFrom` (null: since ever) to the day before `validTo`. */
export type MarketplaceRule = Omit<RuleView, 'title' | 'units'>

/** What the pure rules need of a row. */
export type RuleRow = Pick<MarketplaceRule, 'id' | 'scope' | 'code' | 'validFrom' | 'validTo'>

/** The marketplace as the pure rules need it. */
export interface RulePlace {
  readonly code: string
  readonly kind: MarketplaceKind
}

/** A new value from a day on; the row it replaces ends on that day and stays in the history. */
export const RuleChange = Type.Object(
  {
    ...ruleFields,
    currency: Type.Optional(ruleFields.currency),
    note: Type.Optional(Bilingual),
    validFrom: Day,
    validTo: Type.Optional(Nullable(Day)),
  },
  { title: 'RuleChange', additionalProperties: false },
)
export type RuleChange = Static<typeof RuleChange>

/** One rule as shipped, before it is spread over its scopes. */
export const StarterRule = Type.Object(
  {
    code: RuleCodeShape,
    scopes: Type.Array(RuleScope, { minItems: 1 }),
    value: RuleValue,
    unit: RuleUnitShape,
    currency: Type.Optional(Type.String()),
    sources: Type.Array(Type.String(), { minItems: 1 }),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    note: Bilingual,
  },
  { additionalProperties: false },
)
export type StarterRule = Static<typeof StarterRule>
