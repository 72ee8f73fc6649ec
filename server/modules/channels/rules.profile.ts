import { readAmazon } from './rules.amazon.ts'
import { readEbay } from './rules.ebay.ts'
import type { MailFacts, MailProfile } from './rules.frame.ts'

/** What a mail says that came through a marketplace; undefined where the kind has no profile of its own. */
export function profileOf(marketplaceKind: string, facts: MailFacts): MailProfile | undefined {
  if (marketplaceKind === 'amazon') return readAmazon(facts)
  return marketplaceKind === 'ebay' ? readEbay(facts) : undefined
}

/** A letter as it leaves for one marketplace. */
export interface ShapedLetter {
  readonly subject: string
  readonly text: string
}

/**
 * Fits a letter to the marketplace it goes through: eBay gets plain text, its own reference and no history
 * (REQUIREMENTS "asked for" 1); Amazon keeps the order number in the subject, and "[Important]" on what is critical
 * to the order, so that an opt-out does not stop it (DOMAIN.md §3).
 */
export function shapeLetter(letter: {
  marketplaceKind: string | null
  subject: string
  text: string
  orderNumber?: string | null
  relayId?: string | null
  isCritical?: boolean
}): ShapedLetter {
  if (letter.marketplaceKind === 'ebay') {
    const echoed = letter.relayId && !letter.text.includes(letter.relayId) ? `\n\n${letter.relayId}` : ''
    return {
      subject: letter.subject,
      text: `${letter.text.trimEnd()}${echoed}\n`,
    }
  }
  if (letter.marketplaceKind === 'amazon') {
    const order = letter.orderNumber && !letter.subject.includes(letter.orderNumber) ? ` (${letter.orderNumber})` : ''
    const important = letter.isCritical && !/\[important\]/i.test(letter.subject) ? '[Important] ' : ''
    return { subject: `${important}${letter.subject}${order}`, text: letter.text }
  }
  return { subject: letter.subject, text: letter.text }
}
