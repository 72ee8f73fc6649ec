import { type Static, Type } from 'typebox'
import { Words } from '../../platform/http.ts'

/** Why an item comes back. `changed-order`: the buyer wants another item instead, or changed the order too late. */
export const returnReasons = [
  'no-reason',
  'defective',
  'damaged',
  'not-as-described',
  'wrong-item',
  'missing-part',
  'not-received',
  'late',
  'changed-order',
  'other',
] as const
export type ReturnReason = (typeof returnReasons)[number]

/** What a buyer makes of the last letter. */
export const buyerAnswers = ['insists', 'accepts', 'gives-up', 'silent'] as const
export type BuyerAnswer = (typeof buyerAnswers)[number]

export const itemConditions = ['original', 'opened', 'used', 'damaged', 'parts-missing', 'different'] as const
export type ItemCondition = (typeof itemConditions)[number]

/** Whose fault a return is (DOMAIN.md §2, ReturnFault). */
export const faults = ['buyer', 'seller', 'carrier', 'marketplace'] as const
export type Fault = (typeof faults)[number]

/** Who pays for the way back. */
export const payers = ['buyer', 'seller', 'marketplace'] as const
export type Payer = (typeof payers)[number]

/** Categories that rules speak of; a workspace has others besides. */
export const ruledCategories = ['large-furniture', 'media', 'software', 'hygiene', 'custom-made', 'perishable'] as const

type FactShape =
  | { readonly type: 'words'; readonly words: readonly [string, ...string[]] }
  | { readonly type: 'flag' }
  | { readonly type: 'text' }
  | { readonly type: 'number'; readonly unit: 'days' | 'letters' | 'photos' }
  | { readonly type: 'money' }

/**
 * The facts that a return policy may ask for, each with its unit (PRODUCT.md, “Returns”). Money is in minor units of the
 * order's currency. A fact that is absent or null is unknown; it is never taken for `false` or 0.
 */
export const factShapes = {
  reason: { type: 'words', words: returnReasons },
  isQuality: { type: 'flag' },
  /** Whole days from the delivery to the request; 0 on the day itself. */
  daysSinceDelivery: { type: 'number', unit: 'days' },
  /** Whole days after the latest promised delivery. */
  daysLate: { type: 'number', unit: 'days' },
  itemPrice: { type: 'money' },
  category: { type: 'text' },
  marketplace: { type: 'text' },
  marketplaceKind: { type: 'words', words: ['amazon', 'ebay', 'own-shop'] },
  /** Where the buyer lives: ISO 3166-1, two capitals. */
  country: { type: 'text' },
  store: { type: 'text' },
  fulfilment: { type: 'words', words: ['merchant', 'marketplace'] },
  profanity: { type: 'flag' },
  capitalsSentence: { type: 'flag' },
  /** To the last letter. The interpreter takes it from the history where it is not given. */
  buyerAnswer: { type: 'words', words: buyerAnswers },
  /** The interpreter counts them in the history where the number is not given. */
  lettersSent: { type: 'number', unit: 'letters' },
  claimRisk: { type: 'words', words: ['none', 'low', 'high', 'open'] },
  customerValue: { type: 'words', words: ['usual', 'important'] },
  /** What this return has cost already. */
  feesSoFar: { type: 'money' },
  /** Within the return window and terms of the marketplace, as it says itself. */
  isInPolicy: { type: 'flag' },
  condition: { type: 'words', words: itemConditions },
  fault: { type: 'words', words: faults },
  /** Who pays for the way back, where that is decided already. */
  labelPayer: { type: 'words', words: payers },
  photos: { type: 'number', unit: 'photos' },
  /** The marketplace has authorised or decided the return itself. */
  isMarketplaceDecided: { type: 'flag' },
  parcel: { type: 'words', words: ['not-sent', 'under-way', 'stuck', 'lost', 'delivered', 'returned'] },
  /** What the buyer asks for. */
  demand: { type: 'words', words: ['refund', 'replacement', 'part', 'compensation'] },
  isInStock: { type: 'flag' },
  outboundShipping: { type: 'money' },
  returnShipping: { type: 'money' },
  restockingCost: { type: 'money' },
  unitCost: { type: 'money' },
  resaleValue: { type: 'money' },
  marketplaceFee: { type: 'money' },
} as const satisfies Record<string, FactShape>

export type FactName = keyof typeof factShapes
export const factNames = Object.keys(factShapes) as [FactName, ...FactName[]]

export type FactValue<Name extends FactName> = (typeof factShapes)[Name] extends {
  readonly words: readonly (infer Word)[]
}
  ? Word
  : (typeof factShapes)[Name]['type'] extends 'flag'
    ? boolean
    : (typeof factShapes)[Name]['type'] extends 'text'
      ? string
      : number

/** What is known of a return; whatever is absent or null is unknown. */
export type Facts = { readonly [Name in FactName]?: FactValue<Name> | null | undefined }

/** The facts whose values are amounts. */
export type MoneyFact = {
  [Name in FactName]: (typeof factShapes)[Name]['type'] extends 'money' ? Name : never
}[FactName]
export const moneyFacts = factNames.filter((name): name is MoneyFact => factShapes[name].type === 'money')

/** No amount is larger: so every formula stays a whole number that a double holds exactly. */
export const mostMinorUnits = 100_000_000_000

function schemaOf(shape: FactShape) {
  if (shape.type === 'words') return Words(shape.words)
  if (shape.type === 'flag') return Type.Boolean()
  if (shape.type === 'text') return Type.String({ minLength: 1, maxLength: 120 })
  return Type.Integer({ minimum: 0, maximum: shape.type === 'money' ? mostMinorUnits : 100_000 })
}

/** The facts of one return, as a request or a replay states them. */
export const FactsShape = Type.Unsafe<Facts>(
  Type.Object(
    Object.fromEntries(
      factNames.map((name) => [name, Type.Optional(Type.Union([schemaOf(factShapes[name]), Type.Null()]))]),
    ),
    { title: 'ReturnFacts', additionalProperties: false },
  ),
)

export const FactNameShape = Words(factNames, { title: 'ReturnFact' })

/** One value as an explanation carries it. */
export const FactValueShape = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
export type AnyFactValue = Static<typeof FactValueShape>
