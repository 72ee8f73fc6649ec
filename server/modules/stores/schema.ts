import { type Static, Type } from 'typebox'
import { Id, Nullable, pageOf, Timestamp, Words } from '../../platform/http.ts'

export const permissions = ['stores.read', 'stores.write'] as const

export const marketplaceKinds = ['amazon', 'ebay', 'own-shop'] as const
export type MarketplaceKind = (typeof marketplaceKinds)[number]

/** Words of the screen in both of its languages. */
export const Bilingual = Type.Object(
  { en: Type.String({ maxLength: 500 }), 'zh-CN': Type.String({ maxLength: 500 }) },
  { title: 'Bilingual', additionalProperties: false },
)
export type Bilingual = Static<typeof Bilingual>

/** A calendar day, `2026-01-26`. */
export const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
const Domain = Type.String({
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$',
  maxLength: 190,
})
const LanguageTag = Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' })
const Currency = Type.String({ pattern: '^[A-Z]{3}$' })
const Zone = Type.String({
  minLength: 3,
  maxLength: 60,
  pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
  description: 'IANA zone, like Europe/Berlin.',
})

/** What a workspace may change about a marketplace. */
const marketplaceFields = {
  name: Bilingual,
  country: Nullable(Type.String({ pattern: '^[A-Z]{2}$' })),
  languages: Type.Array(LanguageTag, {
    minItems: 1,
    maxItems: 8,
    uniqueItems: true,
    description: 'Languages of its buyers, the usual one first.',
  }),
  currency: Currency,
  zone: Zone,
  mailDomains: Type.Array(Domain, {
    maxItems: 20,
    uniqueItems: true,
    description: 'Domains of the anonymised buyer addresses.',
  }),
  noticeDomains: Type.Array(Domain, {
    maxItems: 20,
    uniqueItems: true,
    description: 'Domains from which the marketplace itself writes.',
  }),
  orderNumberPatterns: Type.Array(Type.String({ minLength: 2, maxLength: 60 }), {
    maxItems: 10,
    uniqueItems: true,
    description: '9 a digit, A a letter, X either, {2,6} how often; all else stands for itself.',
  }),
}

/** One site of a marketplace (Amazon DE, eBay UK), with its words, zone and the shapes by which its mail is known. */
export const Marketplace = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
    kind: Words(marketplaceKinds, { title: 'MarketplaceKind' }),
    /** The marketplace's own id of this site, as its API names it. */
    externalId: Nullable(Type.String()),
    ...marketplaceFields,
  },
  { title: 'Marketplace' },
)
export type Marketplace = Static<typeof Marketplace>

export const MarketplaceChange = Type.Partial(Type.Object(marketplaceFields), {
  title: 'MarketplaceChange',
  additionalProperties: false,
  minProperties: 1,
})
export type MarketplaceChange = Static<typeof MarketplaceChange>

const storeFields = {
  name: Name,
  /** The seller's account on the marketplace (Amazon: merchant token, eBay: user name). */
  externalSellerId: Nullable(Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })),
  signatureName: Type.String({
    minLength: 1,
    maxLength: 120,
    pattern: '\\S',
    description: 'How letters of this store are signed.',
  }),
  defaultLanguage: LanguageTag,
  currency: Currency,
  zone: Zone,
}

/** One seller account on one marketplace. */
export const Store = Type.Object(
  {
    id: Id,
    ...storeFields,
    marketplace: Type.String({ description: "The marketplace's code." }),
    active: Type.Boolean(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  { title: 'Store' },
)
export type Store = Static<typeof Store>

/** What is not given comes from the marketplace: its usual language, its currency, its zone; the signature is the name. */
export const NewStore = Type.Object(
  {
    ...Type.Partial(Type.Object(storeFields)).properties,
    name: storeFields.name,
    marketplace: Type.String({ minLength: 2, maxLength: 40 }),
  },
  { title: 'NewStore', additionalProperties: false },
)
export type NewStore = Static<typeof NewStore>

export const StoreChange = Type.Partial(Type.Object({ ...storeFields, active: Type.Boolean() }), {
  title: 'StoreChange',
  additionalProperties: false,
  minProperties: 1,
})
export type StoreChange = Static<typeof StoreChange>

export const StoreQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 120 })),
  marketplace: Type.Optional(Type.String({ maxLength: 40 })),
  active: Type.Optional(Type.Boolean()),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
})
export type StoreQuery = Static<typeof StoreQuery>

export const StorePage = pageOf(Store, 'StorePage')
