import type { Context } from '../../platform/context.ts'
import type { ReadMail } from '../../platform/mail/read.ts'
import {
  listMarketplaces,
  type Marketplace,
  marketplaceOfAlias,
  marketplacesOfNotice,
  orderNumbersIn,
  readStore,
} from '../stores/index.ts'
import type { MailProfile } from './rules.frame.ts'
import { profileOf } from './rules.profile.ts'
import type { Channel } from './schema.ts'

/** What a mail is about, as its marketplace writes it. */
export interface Origin {
  readonly marketplaceKind: Marketplace['kind']
  /** The buyer's anonymised address; null for mail that came directly or from the marketplace itself. */
  readonly alias: string | null
  readonly orderNumber: string | null
  readonly profile: MailProfile | undefined
}

/** Where a mail came from and what it is about, by the marketplaces' rows of this workspace. */
export async function originOf(context: Context, channel: Channel, mail: ReadMail): Promise<Origin> {
  const shop = channel.storeId ? await readStore(context, channel.storeId) : undefined
  return originAmong(await listMarketplaces(context), shop?.marketplace, mail)
}

/** The same for given marketplaces; `own` is the code of the store's. */
export function originAmong(places: readonly Marketplace[], own: string | undefined, mail: ReadMail): Origin {
  const addresses = [mail.from?.address ?? '', ...mail.replyTo.map(({ address }) => address)].filter(Boolean)
  const alias = addresses.find((address) => marketplaceOfAlias(places, address)) ?? null
  const noticed = alias ? [] : marketplacesOfNotice(places, mail.from?.address ?? '')
  const place = alias ? marketplaceOfAlias(places, alias) : (noticed.find(({ code }) => code === own) ?? noticed[0])
  const profile = place && profileOf(place.kind, factsOf(mail, alias))
  const patterns = (place ?? places.find(({ code }) => code === own))?.orderNumberPatterns ?? []
  return {
    marketplaceKind: place?.kind ?? 'own-shop',
    alias: alias?.toLowerCase() ?? null,
    orderNumber: orderNumbersIn(mail.subject, patterns)[0] ?? orderNumbersIn(mail.body.text, patterns)[0] ?? null,
    profile,
  }
}

function factsOf(mail: ReadMail, alias: string | null) {
  return {
    alias,
    // Longer ones are nobody's, and what reads them compares every blank with every other.
    fromName: (mail.from?.name ?? '').slice(0, 500),
    subject: mail.subject.slice(0, 2_000),
    text: mail.body.text,
    visible: mail.body.visible,
    header: (name: string) => mail.headers.find((header) => header.name === name)?.value,
  }
}
