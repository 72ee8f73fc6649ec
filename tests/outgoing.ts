import type { ContentClass } from '../server/modules/stores/index.ts'
import { lint } from '../server/modules/templates/rules.lint.ts'
import { openPhraseBook, type PhraseBook } from '../server/modules/templates/rules.phrases.ts'
import type { Outgoing, OutgoingRules } from '../server/modules/templates/schema.findings.ts'
import { shippedPhrases } from '../server/modules/templates/starter/rows.ts'

/** The phrases that every workspace begins with and that are switched on. */
export const phrases = shippedPhrases()
  .filter(({ enabled }) => enabled)
  .flatMap((group) => group.phrases.map((pattern) => ({ ...group, pattern })))
const books = new Map<string, PhraseBook>()
/** The phrases made ready for a language and a kind of marketplace; kept, for many tests ask for the same. */
export const bookOf = (language: string | null, marketplace: string): PhraseBook => {
  const key = `${language} ${marketplace}`
  const book = books.get(key) ?? openPhraseBook(phrases, language, marketplace)
  books.set(key, book)
  return book
}

const everything: readonly ContentClass[] = [
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
]

export const places: Record<OutgoingRules['marketplaceKind'], OutgoingRules> = {
  amazon: {
    marketplaceKind: 'amazon',
    forbidden: everything,
    lengthMax: 2000,
    attachmentCountMax: 5,
    attachmentBytesMax: 10_000_000,
    proactiveOrderNumber: true,
    proactiveDays: 30,
    restockingFee: { allowed: true, maxPercent: 50, maxInPolicy: 0 },
  },
  ebay: {
    marketplaceKind: 'ebay',
    forbidden: [
      'email-address',
      'phone-number',
      'profanity',
      'off-marketplace-offer',
      'marketing',
      'coupon',
      'external-link',
    ],
    lengthMax: 2000,
    attachmentCountMax: 5,
    attachmentBytesMax: null,
    proactiveOrderNumber: false,
    proactiveDays: null,
    restockingFee: { allowed: false, maxPercent: 0, maxInPolicy: 0 },
  },
  'own-shop': {
    marketplaceKind: 'own-shop',
    forbidden: [],
    lengthMax: null,
    attachmentCountMax: null,
    attachmentBytesMax: null,
    proactiveOrderNumber: false,
    proactiveDays: null,
    restockingFee: { allowed: true, maxPercent: 15, maxInPolicy: 15 },
  },
}

/** A letter about to be sent of which nothing is known but its words. */
export const letter = (
  body: string,
  more: Partial<Outgoing> = {},
  place: OutgoingRules['marketplaceKind'] = 'amazon',
): Outgoing => ({
  subject: null,
  body,
  language: null,
  buyerLanguages: [],
  missing: [],
  attachments: [],
  orderNumber: null,
  knownNumbers: [],
  ownHost: 'desk.example',
  proactive: null,
  template: null,
  rules: places[place],
  ...more,
})

/** The codes found, each with its quote. */
export const found = (
  body: string,
  language: string | null = 'en',
  place: OutgoingRules['marketplaceKind'] = 'amazon',
  more: Partial<Outgoing> = {},
) =>
  lint(letter(body, more, place), bookOf(language, place)).map(({ code, quote }) =>
    quote ? `${code}: ${quote}` : code,
  )
