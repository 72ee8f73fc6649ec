import { searchTokens } from '../../lib/text.search.ts'

/** What a line of an order, a shipment or a return says of the product that it names. */
export interface Sold {
  readonly sku: string
  readonly asin: string | null
  /** Empty where the source does not say it. */
  readonly title: string
  /** When it was sold, sent or returned, ISO 8601. */
  readonly soldAt: string
}

/** A title longer than this is no title (schema.ts, CostRow). */
const longestTitle = 500
const longestSku = 120

/**
 * What is to be learned of each product, by SKU: the newest title and the newest ASIN, each from the newest that says one.
 * In the order of the SKUs, so that two who write the same wait and do not lock each other.
 */
export function newestSold(told: readonly Sold[]): Sold[] {
  const newest = new Map<string, Sold>()
  const byMoment = told
    .filter(({ sku }) => sku.trim() !== '' && sku.length <= longestSku)
    .map((each) => ({ each, at: Date.parse(each.soldAt) }))
    .sort((one, other) => one.at - other.at)
  for (const { each } of byMoment) {
    const before = newest.get(each.sku)
    const title = each.title.trim().slice(0, longestTitle)
    const learned = { sku: each.sku, asin: each.asin ?? before?.asin ?? null }
    // The moment is that of the title: one that was not told does not make an older one newer.
    if (before && (title === '' || (before.title === title && before.soldAt === each.soldAt)))
      newest.set(each.sku, { ...before, ...learned })
    else newest.set(each.sku, { ...learned, title, soldAt: each.soldAt })
  }
  return [...newest.values()].sort((one, other) => (one.sku < other.sku ? -1 : 1))
}

/** No language: titles come in any, and are searched by beginnings. */
const unstemmed = 'und'

/** Under which words a title is found: words as they stand, of scripts without spaces characters and pairs. */
export const titleWords = (title: string): string[] => searchTokens(title, unstemmed)

/** Of more words than this the rest is not looked for. */
const mostWords = 6

/** What must begin a word of a title each, for a search as typed; the longest, which are the rarest, first. */
export function wordsWanted(search: string): string[] {
  const tokens = searchTokens(search, unstemmed)
  const telling = tokens.filter((token) => !tokens.some((other) => other !== token && other.includes(token)))
  return telling.sort((one, other) => other.length - one.length).slice(0, mostWords)
}
