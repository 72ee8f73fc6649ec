/** Names that lead every reader to their own machine. */
const ownMachine = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/i

/** Whether somebody outside can follow a link to this origin: a desk that knows itself as localhost sends none. */
export const isReachable = (origin: string): boolean =>
  URL.canParse(origin) && !ownMachine.test(new URL(origin).hostname)

/** 16 bytes workspace, 16 bytes ticket, 16 bytes signature: 48 bytes are 64 characters, with no spare bits to alter. */
const form = /^[A-Za-z0-9_-]{64}$/
const hexOf = (id: string): string => id.replaceAll('-', '')
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Where a link leads, before anybody has looked whether its signature is ours. */
export interface Destination {
  readonly workspaceId: string
  readonly ticketId: string
}

/** The unguessable part of a status page's address. */
export const writeSecret = ({ workspaceId, ticketId }: Destination, signature: Buffer): string =>
  Buffer.concat([Buffer.from(hexOf(workspaceId) + hexOf(ticketId), 'hex'), signature]).toString('base64url')

/** Takes a secret apart; undefined when it has not even the form of one. */
export function takeApart(secret: string): (Destination & { signature: Buffer }) | undefined {
  if (!form.test(secret)) return undefined
  const bytes = Buffer.from(secret, 'base64url')
  return {
    workspaceId: idOf(bytes.subarray(0, 16)),
    ticketId: idOf(bytes.subarray(16, 32)),
    signature: bytes.subarray(32),
  }
}
