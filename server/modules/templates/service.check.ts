import type { Context } from '../../platform/context.ts'
import { recall } from '../../platform/settings-memory.ts'
import { listMarketplaces, type MarketplaceKind, type MarketplaceRule, readStore, rulesOf } from '../stores/index.ts'
import { inWords } from './rules.findings.ts'
import { languageOf } from './rules.language.ts'
import { lint } from './rules.lint.ts'
import { openPhraseBook } from './rules.phrases.ts'
import type { Finding, OutgoingAttachment, OutgoingCheck, OutgoingRules } from './schema.findings.ts'
import * as phrases from './store.phrases.ts'
import * as texts from './store.texts.ts'

/** A letter about to be sent, as the composer or the send knows it. What is not known is left out. */
export interface CheckedLetter {
  readonly text: string
  readonly subject?: string | null | undefined
  /** The language in which the buyer is answered; null when it is not known. */
  readonly buyerLanguage?: string | null | undefined
  readonly storeId?: string | null | undefined
  /** Decides the rules where no store is known. */
  readonly marketplaceKind?: string | null | undefined
  readonly channelKind?: string | null | undefined
  readonly orderNumber?: string | null | undefined
  /** Numbers that are no telephone numbers: tracking, return. */
  readonly knownNumbers?: readonly string[] | undefined
  /** True when it answers a message of the buyer; false when it opens a thread. */
  readonly isAnswer: boolean
  /** When the order was completed, for the days in which a first message is permitted. */
  readonly orderedAt?: Date | null | undefined
  readonly attachments?: readonly OutgoingAttachment[] | undefined
  /** The version of the template that the letter was made from. */
  readonly templateVersionId?: string | null | undefined
  readonly missing?: readonly string[] | undefined
  /** The ceiling of the restocking fee for this very return, where the return policy knows it; 0 forbids it. */
  readonly restockingFeeMax?: number | null | undefined
}

/**
 * Everything that speaks against sending a letter, in the reader's language, most serious first: gaps, what the
 * marketplace forbids by its rule rows in force now, a wrong language, tone, limits (REQUIREMENTS T13, K3, X3).
 */
export async function checkOutgoing(context: Context, letter: CheckedLetter): Promise<Finding[]> {
  const place = await placeOf(context, letter)
  const language = languageOf(letter.text)
  const searched = [...new Set(['*', 'en', ...(language ? [language] : []), ...baseLanguages(letter.buyerLanguage)])]
  const [rows, template] = await Promise.all([
    phrases.phrasesInForce(context.db, searched),
    letter.templateVersionId ? texts.textById(context.db, letter.templateVersionId) : undefined,
  ])
  const written = language ?? baseLanguages(letter.buyerLanguage)[0] ?? null
  const found = lint(
    {
      subject: letter.subject ?? null,
      body: letter.text,
      language,
      buyerLanguages: baseLanguages(letter.buyerLanguage),
      missing: letter.missing ?? [],
      attachments: letter.attachments ?? [],
      orderNumber: letter.orderNumber ?? null,
      knownNumbers: letter.knownNumbers ?? [],
      ownHost: hostOf(context.services.config.publicUrl),
      proactive: letter.isAnswer ? null : { daysSinceOrder: daysSince(context, letter.orderedAt) },
      template: template ?? null,
      rules: withCeiling(place, letter.restockingFeeMax),
    },
    openPhraseBook(rows, written, place.marketplaceKind),
  )
  return found.map((one) => inWords(one, context.language))
}

/** The same, for a letter that came by the API. */
export const checkSent = (context: Context, { orderedAt, ...letter }: OutgoingCheck): Promise<Finding[]> =>
  checkOutgoing(context, { ...letter, orderedAt: orderedAt ? new Date(orderedAt) : null })

/** Whether letters to this store's buyers may hold links; where not, they are rendered without. */
export async function linksPermitted(
  context: Context,
  where: Pick<CheckedLetter, 'storeId' | 'marketplaceKind'>,
): Promise<boolean> {
  const place = await placeOf(context, where)
  if (!place.forbidden.includes('external-link')) return true
  const rows = await recall(context, 'templates.phrases *', () => phrases.phrasesInForce(context.db, ['*']))
  return openPhraseBook(rows, null, place.marketplaceKind).written('allowed-link').includes('{status-page}')
}

/** Whether a letter there may lead to any page; where not, what it would lead to goes along as a file. */
export async function outerLinksPermitted(
  context: Context,
  where: Pick<CheckedLetter, 'storeId' | 'marketplaceKind'>,
): Promise<boolean> {
  return !(await placeOf(context, where)).forbidden.includes('external-link')
}

/** The rules of the place where a letter goes: its store's marketplace, else any marketplace of the kind. */
async function placeOf(
  context: Context,
  where: Pick<CheckedLetter, 'storeId' | 'marketplaceKind'>,
): Promise<OutgoingRules> {
  const shop = where.storeId ? await readStore(context, where.storeId) : undefined
  const all = await listMarketplaces(context)
  const marketplace = all.find((one) => (shop ? one.code === shop.marketplace : one.kind === where.marketplaceKind))
  if (!marketplace) return withoutRules
  return rulesFrom(marketplace.kind, await rulesOf(context, marketplace.code, context.now()))
}

/** What is known of this very return goes before the general ceilings. */
function withCeiling(place: OutgoingRules, max: number | null | undefined): OutgoingRules {
  if (typeof max !== 'number') return place
  return { ...place, restockingFee: { allowed: max > 0, maxPercent: max, maxInPolicy: max } }
}

const withoutRules: OutgoingRules = {
  marketplaceKind: 'own-shop',
  forbidden: [],
  lengthMax: null,
  attachmentCountMax: null,
  attachmentBytesMax: null,
  proactiveOrderNumber: false,
  proactiveDays: null,
  restockingFee: null,
}

const megabyte = 1_000_000

function rulesFrom(marketplaceKind: MarketplaceKind, rules: readonly MarketplaceRule[]): OutgoingRules {
  const value = (code: MarketplaceRule['code']) => rules.find((rule) => rule.code === code)?.value
  const number = (code: MarketplaceRule['code']) => {
    const found = value(code)
    return typeof found === 'number' ? found : null
  }
  const forbidden = value('message.forbidden-content')
  const size = number('message.attachment-size-max')
  const feeAllowed = value('restocking-fee.allowed')
  const ceilings = rules.filter(({ code }) => code.startsWith('restocking-fee.max-')).map((rule) => Number(rule.value))
  return {
    marketplaceKind,
    forbidden: (Array.isArray(forbidden) ? forbidden : []) as OutgoingRules['forbidden'],
    lengthMax: number('message.length-max'),
    attachmentCountMax: number('message.attachment-count-max'),
    attachmentBytesMax: size === null ? null : size * megabyte,
    proactiveOrderNumber: value('proactive.order-number-required') === true,
    proactiveDays: number('proactive.window'),
    restockingFee:
      typeof feeAllowed === 'boolean'
        ? {
            allowed: feeAllowed,
            maxPercent: ceilings.length > 0 ? Math.max(...ceilings) : null,
            maxInPolicy: number('restocking-fee.max-in-policy'),
          }
        : null,
  }
}

const baseLanguages = (tag: string | null | undefined): string[] =>
  tag && tag.toLowerCase() !== 'und' ? [tag.slice(0, 2).toLowerCase()] : []

function daysSince(context: Context, at: Date | null | undefined): number | null {
  return at ? Math.floor((context.now().getTime() - at.getTime()) / 86_400_000) : null
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}
