import type { Context } from '../../platform/context.ts'
import { keyFor, sameBytes, sign } from '../../platform/secrets.ts'
import type { Services } from '../../platform/services.ts'
import { type Destination, isReachable, takeApart, writeSecret } from './rules.links.ts'

/** 128 bits: nobody guesses it, and the address still fits into one line of a mail. */
const signatureBytes = 16

const signatureOf = (services: Services, { workspaceId, ticketId }: Destination): Buffer =>
  sign(keyFor(services.config.secret, 'status-page'), [workspaceId, ticketId], signatureBytes)

/**
 * The address of a ticket's status page for its buyer (PRODUCT.md "Transparency"). Whoever has it may see the page:
 * it is given to the buyer only. It stays the same for a ticket; a new secret of the installation ends all of them.
 */
export function statusUrl(context: Context, ticketId: string): string {
  const to = { workspaceId: context.workspaceId, ticketId }
  return `${context.services.config.publicUrl}/s/${writeSecret(to, signatureOf(context.services, to))}`
}

/** The same for a letter; undefined while this desk knows itself by an address that only its own machine can follow. */
export const statusUrlForLetters = (context: Context, ticketId: string): string | undefined =>
  isReachable(context.services.config.publicUrl) ? statusUrl(context, ticketId) : undefined

/** The workspace and ticket that a status page's secret was made for; undefined for every secret that is not ours. */
export function readStatusSecret(services: Services, secret: string): Destination | undefined {
  const found = takeApart(secret)
  if (!found || !sameBytes(found.signature, signatureOf(services, found))) return undefined
  return { workspaceId: found.workspaceId, ticketId: found.ticketId }
}
