import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a process was told to protect things with: the secret of the installation, and the one before it while that is still good. */
export interface Secrets {
  readonly secret: string
  readonly oldSecret: string | null
}

/** The keys of one purpose: the first seals and signs, all of them open and verify. */
export type Keys = readonly [Buffer, ...Buffer[]]

/** The keys for one purpose out of the installation's secrets: what is known of one purpose says nothing of another. */
export function keysFor({ secret, oldSecret }: Secrets, purpose: string): Keys {
  const keyOf = (from: string): Buffer => Buffer.from(hkdfSync('sha256', from, 'amends', purpose, 32))
  return oldSecret === null ? [keyOf(secret)] : [keyOf(secret), keyOf(oldSecret)]
}

/** How a sealed text begins: the version of its form (AES-256-GCM, a nonce of 12 bytes), then 8 bytes that name its key. */
const version = 1
const headBytes = 9
const headOf = (key: Buffer): Buffer => Buffer.from([version, ...sign(key, ['name of the key'], headBytes - 1)])

/** Encrypts with AES-256-GCM; `bound` must be the same when it is read back (ids of the row, so that rows cannot be swapped). */
export function seal([key]: Keys, text: string, bound: string): Buffer {
  const [head, nonce] = [headOf(key), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([head, Buffer.from(bound)]))
  return Buffer.concat([head, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Reads back what `seal` made; throws when its secret is none of these or a byte was changed. */
export function unseal(keys: Keys, sealed: Buffer, bound: string): string {
  const named = keys.find((key) => isHeadOf(key, sealed))
  if (named) return opened(named, sealed.subarray(headBytes), Buffer.concat([headOf(named), Buffer.from(bound)]))
  // Sealed before the form had a version: by the oldest secret that is still known.
  return opened(keys.at(-1) ?? keys[0], sealed, Buffer.from(bound))
}

/** Whether the newest key has sealed this, in the newest form; all else can be sealed anew. */
export const isSealedByNewest = ([key]: Keys, sealed: Buffer): boolean => isHeadOf(key, sealed)

const isHeadOf = (key: Buffer, sealed: Buffer): boolean => sealed.subarray(0, headBytes).equals(headOf(key))

function opened(key: Buffer, sealed: Buffer, bound: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(bound)
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')
}

/** The first `bytes` of an HMAC-SHA256 over parts that cannot run into one another. */
export function sign(key: Buffer, parts: readonly string[], bytes = 32): Buffer {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`)
  return mac.digest().subarray(0, bytes)
}

/** Whether one of the keys has signed these parts, with as many bytes as were meant. */
export const isSigned = (keys: Keys, signature: Buffer, parts: readonly string[], bytes = 32): boolean =>
  keys.some((key) => sameBytes(signature, sign(key, parts, bytes)))

/** Compares in constant time. */
function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
