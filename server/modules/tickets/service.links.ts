import type { Context } from '../../platform/context.ts'
import { readLink, writeLink } from '../../platform/links.ts'
import { type Keys, keysFor } from '../../platform/secrets.ts'
import type { Services } from '../../platform/services.ts'
import { isReachable } from './rules.links.ts'

const keysOf = (services: Services): Keys => keysFor(services.config, 'status-page')

/**
 * The address of a ticket's status page for its buyer (PRODUCT.md "Transparency"). Whoever has it may see the page:
 * it is given to the buyer only. It stays the same for a ticket. A new secret of the installation
 * gives it a new one, and ends the old one once AMENDS_SECRET_OLD is taken away.
 */
export function statusUrl(context: Context, ticketId: string): string {
  const secret = writeLink(keysOf(context.services), { workspaceId: context.workspaceId, id: ticketId })
  return `${context.services.config.publicUrl}/s/${secret}`
}

/** The same for a letter; undefined while this desk knows itself by an address that only its own machine can follow. */
export const statusUrlForLetters = (context: Context, ticketId: string): string | undefined =>
  isReachable(context.services.config.publicUrl) ? statusUrl(context, ticketId) : undefined

/** The workspace and ticket that a status page's secret was made for; undefined for every secret that is not ours. */
export function readStatusSecret(
  services: Services,
  secret: string,
): { workspaceId: string; ticketId: string } | undefined {
  const to = readLink(keysOf(services), secret)
  return to && { workspaceId: to.workspaceId, ticketId: to.id }
}
