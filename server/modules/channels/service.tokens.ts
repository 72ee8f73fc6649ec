import type { Context } from '../../platform/context.ts'
import { isSigned, type Keys, keysFor, sign } from '../../platform/secrets.ts'

/** Which key made a token; a new letter here starts a new key, and the old one goes on being read. */
const currentKey = 'a'
const knownKeys: readonly string[] = ['a']
const macBytes = 12

/** A mark is of one workspace, ticket and recipient. */
type TokenContext = Pick<Context, 'workspaceId' | 'services'>

/**
 * A mark in our letters by which an answer finds its ticket and nothing else can (ENGINEERING M6): the ticket's id with
 * an HMAC over workspace, ticket and recipient. Letters and digits only, as mail servers change the case of addresses.
 */
export function replyToken(context: TokenContext, ticketId: string, recipient: string): string {
  const [key] = keysOf(context, currentKey)
  const mac = sign(key, partsOf(context, ticketId, recipient), macBytes)
  return `${currentKey}${ticketId.replaceAll('-', '')}${mac.toString('hex')}`
}

/** The ticket of a token that we made for this recipient; undefined for any other text. */
export function readReplyToken(context: TokenContext, token: string, recipient: string): string | undefined {
  const [, key, hex, mac] = /^([a-z])([0-9a-f]{32})([0-9a-f]{24})$/.exec(token.toLowerCase()) ?? []
  if (!key || !hex || !mac || !knownKeys.includes(key)) return undefined
  const ticketId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  const isOurs = isSigned(
    keysOf(context, key),
    Buffer.from(mac, 'hex'),
    partsOf(context, ticketId, recipient),
    macBytes,
  )
  return isOurs ? ticketId : undefined
}

const keysOf = ({ services }: TokenContext, key: string): Keys => keysFor(services.config, `reply-token/${key}`)

const partsOf = ({ workspaceId }: TokenContext, ticketId: string, recipient: string): string[] => [
  workspaceId,
  ticketId,
  recipient.trim().toLowerCase(),
]
