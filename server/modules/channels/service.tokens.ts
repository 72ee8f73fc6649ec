import type { Context } from '../../platform/context.ts'
import { keyFor, sameBytes, sign } from '../../platform/secrets.ts'

/** Which key made a token; a new letter here starts a new key, and the old one goes on being read. */
const currentKey = 'a'
const knownKeys: readonly string[] = ['a']
const macBytes = 12

/**
 * A mark in our letters by which an answer finds its ticket and nothing else can (ENGINEERING M6): the ticket's id with
 * an HMAC over workspace, ticket and recipient. Letters and digits only, as mail servers change the case of addresses.
 */
export function replyToken(
  context: Pick<Context, 'workspaceId' | 'services'>,
  ticketId: string,
  recipient: string,
): string {
  return `${currentKey}${ticketId.replaceAll('-', '')}${macOf(context, currentKey, ticketId, recipient).toString('hex')}`
}

/** The ticket of a token that we made for this recipient; undefined for any other text. */
export function readReplyToken(
  context: Pick<Context, 'workspaceId' | 'services'>,
  token: string,
  recipient: string,
): string | undefined {
  const [, key, hex, mac] = /^([a-z])([0-9a-f]{32})([0-9a-f]{24})$/.exec(token.toLowerCase()) ?? []
  if (!key || !hex || !mac || !knownKeys.includes(key)) return undefined
  const ticketId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  return sameBytes(Buffer.from(mac, 'hex'), macOf(context, key, ticketId, recipient)) ? ticketId : undefined
}

function macOf(
  context: Pick<Context, 'workspaceId' | 'services'>,
  key: string,
  ticketId: string,
  recipient: string,
): Buffer {
  const signingKey = keyFor(context.services.config.secret, `reply-token/${key}`)
  return sign(signingKey, [context.workspaceId, ticketId, recipient.trim().toLowerCase()], macBytes)
}
