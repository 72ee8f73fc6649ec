import type { Context } from '../../platform/context.ts'
import { type Destination, readLink, writeLink } from '../../platform/links.ts'
import { type Keys, keysFor } from '../../platform/secrets.ts'
import type { Services } from '../../platform/services.ts'

const keysOf = (services: Services): Keys => keysFor(services.config, 'offer-unsubscribe')

/** How the reader of a letter leaves the list: a page to open, and an address for mail programs to post to (RFC 8058). */
export function linksOf(context: Context, id: string): { readonly page: string; readonly oneClick: string } {
  const secret = writeLink(keysOf(context.services), { workspaceId: context.workspaceId, id })
  const { publicUrl } = context.services.config
  return { page: `${publicUrl}/u/${secret}`, oneClick: `${publicUrl}/api/unsubscribes/${secret}` }
}

/** The workspace, and the letter or customer, that a link was made for; undefined for every secret that is not ours. */
export const readUnsubscribe = (services: Services, secret: string): Destination | undefined =>
  readLink(keysOf(services), secret)
