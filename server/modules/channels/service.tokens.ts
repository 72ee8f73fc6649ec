import type { Context } from '../../platform/context.ts'
import { isSigned, type Keys, keysFor, sign } from '../../platform/secrets.ts'

/** A token's form: which key signs it, how many bytes of its HMAC it carries, and in which letters. */
interface Form {
  readonly key: string
  readonly macBytes: number
  readonly letters: RegExp
  readonly idLetters: number
  readonly write: (bytes: Buffer) => string
  readonly read: (text: string) => Buffer
}

/** Five bits a letter in the alphabet of RFC 4648 §6, small, without its padding: mail servers change the case of addresses. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * 128 bits of HMAC (OWASP ASVS 11.2.3). With the id they are 53 letters, so that ten are left for the name of the
 * mailbox before the `+`: a mail address has 64 before the `@` (RFC 5321 §4.5.3.1.1).
 */
const newest: Form = {
  key: 'b',
  macBytes: 16,
  letters: /^[a-z2-7]{52}$/,
  idLetters: 26,
  write: toBase32,
  read: fromBase32,
}

/** The forms that are read, by the letter that they begin with. Letters that have left carry the one of 96 bits. */
const forms: ReadonlyMap<string, Form> = new Map([
  ['b', newest],
  [
    'a',
    {
      key: 'a',
      macBytes: 12,
      letters: /^[0-9a-f]{56}$/,
      idLetters: 32,
      write: (bytes) => bytes.toString('hex'),
      read: (text) => Buffer.from(text, 'hex'),
    },
  ],
])

/** A mark is of one workspace, ticket and recipient. */
type TokenContext = Pick<Context, 'workspaceId' | 'services'>

/**
 * A mark in our letters by which an answer finds its ticket and nothing else can (ENGINEERING M6): the ticket's id with
 * an HMAC over workspace, ticket and recipient. Letters and digits only, whose case does not matter.
 */
export function replyToken(context: TokenContext, ticketId: string, recipient: string): string {
  const { key: name, macBytes, write } = newest
  const mac = sign(keysOf(context, newest)[0], partsOf(context, ticketId, recipient), macBytes)
  return `${name}${write(Buffer.from(ticketId.replaceAll('-', ''), 'hex'))}${write(mac)}`
}

/** The ticket of a token that we made for this recipient; undefined for any other text. */
export function readReplyToken(context: TokenContext, token: string, recipient: string): string | undefined {
  const [first = '', rest] = [token.slice(0, 1).toLowerCase(), token.slice(1).toLowerCase()]
  const form = forms.get(first)
  if (!form?.letters.test(rest)) return undefined
  const id = form.read(rest.slice(0, form.idLetters))
  const mac = form.read(rest.slice(form.idLetters))
  // The last letter has bits to spare: a token that differs in them only is none that we wrote.
  if (form.write(id) + form.write(mac) !== rest) return undefined
  const ticketId = id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isSigned(keysOf(context, form), mac, partsOf(context, ticketId, recipient), form.macBytes)
    ? ticketId
    : undefined
}

const keysOf = ({ services }: TokenContext, { key }: Form): Keys => keysFor(services.config, `reply-token/${key}`)

const partsOf = ({ workspaceId }: TokenContext, ticketId: string, recipient: string): string[] => [
  workspaceId,
  ticketId,
  recipient.trim().toLowerCase(),
]

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
