import type { Context } from '../../platform/context.ts'
import { listMarketplaces, type Marketplace, marketplaceOf, readStore, ruleValue } from '../stores/index.ts'
import type { TicketRecord } from '../tickets/index.ts'

/** Which marketplace forbids offers, and where that stands; to fill a refusal. */
export interface Forbidding extends Record<string, unknown> {
  readonly marketplace: string
  readonly source: string
  /** Where to read it. */
  readonly reference: string
}

/**
 * Names a marketplace that is no own shop, and its rule on what messages may not hold. That Amazon and eBay take no offers
 * is no setting: a workspace may word the rule anew, not lift it here (PRODUCT.md "Questions settled").
 */
export async function forbidding(context: Context, place: Marketplace): Promise<Forbidding> {
  const rule = await ruleValue(context, place.code, 'message.forbidden-content', context.now())
  const { text: source, reference } = rule?.source ?? { text: '', reference: '' }
  return { marketplace: place.name[context.language], source: source.replace(/\.+$/, ''), reference }
}

/** The marketplace on whose thread a ticket is; undefined for an own shop's, and where nothing is known of the place. */
export async function forbiddenPlaceOf(context: Context, ticket: TicketRecord): Promise<Marketplace | undefined> {
  const shop = ticket.storeId ? await readStore(context, ticket.storeId) : undefined
  const places = [
    ...(shop ? [await marketplaceOf(context, shop.marketplace)] : []),
    // The thread may be a marketplace's though the mailbox is an own shop's.
    (await listMarketplaces(context)).find(({ kind }) => kind === ticket.marketplaceKind),
  ]
  return places.find((place) => place && place.kind !== 'own-shop')
}
