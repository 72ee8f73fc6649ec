import type { Schemas } from '../../api/client.ts'

export type Facts = Schemas['ReturnFacts']
export type FactName = keyof Facts
export type FactValue = Schemas['ReturnFactLine']['value']

type Shape<Value> =
  | { readonly type: 'words'; readonly words: readonly Value[] }
  | { readonly type: 'flag' | 'text' | 'number' | 'money' }

const flag = { type: 'flag' } as const
const text = { type: 'text' } as const
const number = { type: 'number' } as const
const money = { type: 'money' } as const

/** How each fact is stated; money in minor units of the currency of the return. */
export const factShapes: { readonly [Name in FactName]-?: Shape<NonNullable<Facts[Name]>> } = {
  reason: {
    type: 'words',
    words: [
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
    ],
  },
  isQuality: flag,
  daysSinceDelivery: number,
  daysLate: number,
  itemPrice: money,
  category: text,
  marketplace: text,
  marketplaceKind: { type: 'words', words: ['amazon', 'ebay', 'own-shop'] },
  country: text,
  store: text,
  fulfilment: { type: 'words', words: ['merchant', 'marketplace'] },
  profanity: flag,
  capitalsSentence: flag,
  buyerAnswer: { type: 'words', words: ['insists', 'accepts', 'gives-up', 'silent'] },
  lettersSent: number,
  claimRisk: { type: 'words', words: ['none', 'low', 'high', 'open'] },
  customerValue: { type: 'words', words: ['usual', 'important'] },
  feesSoFar: money,
  isInPolicy: flag,
  condition: { type: 'words', words: ['original', 'opened', 'used', 'damaged', 'parts-missing', 'different'] },
  fault: { type: 'words', words: ['buyer', 'seller', 'carrier', 'marketplace'] },
  labelPayer: { type: 'words', words: ['buyer', 'seller', 'marketplace'] },
  photos: number,
  isMarketplaceDecided: flag,
  parcel: { type: 'words', words: ['not-sent', 'under-way', 'stuck', 'lost', 'delivered', 'returned'] },
  demand: { type: 'words', words: ['refund', 'replacement', 'part', 'compensation'] },
  isInStock: flag,
  outboundShipping: money,
  returnShipping: money,
  restockingCost: money,
  unitCost: money,
  resaleValue: money,
  marketplaceFee: money,
}

/** What follows from the ticket and its history is not for people to state. */
const settled: ReadonlySet<FactName> = new Set([
  'store',
  'marketplace',
  'marketplaceKind',
  'buyerAnswer',
  'lettersSent',
  'feesSoFar',
])

/** The facts that a person may state, in the order of the table of facts. */
export const statedByPeople = (Object.keys(factShapes) as FactName[]).filter((name) => !settled.has(name))

/** What the ticket itself shows already: not worth a line of the card. */
export const shownElsewhere: ReadonlySet<FactName> = new Set(['store', 'marketplaceKind', 'feesSoFar'])

/** Whether a name that the server says is that of a fact. */
export const isFact = (name: string): name is FactName => name in factShapes
