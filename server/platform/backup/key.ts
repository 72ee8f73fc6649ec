import { createHash, createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Log2 of scrypt's cost: 32 MB and a tenth of a second, once a backup; the secret itself has 32 characters or more. */
const cost = 15
/** Costs that a head may name: a forged one must not take all memory (2^20: 1 GB). */
const highestCost = 20

const magic = Buffer.from('AMENDSBK')
const version = 1
const saltBytes = 16
const markAt = magic.length + 2 + saltBytes * 2
const markBytes = 8
const checkBytes = 4
/** Bytes before the first part of a sealed file. */
export const headBytes = markAt + markBytes + checkBytes

/** The bytes of a file are not those that were written; `message` names the file and the place. */
export class Damaged extends Error {
  override readonly name = 'Damaged'
  readonly file: string

  constructor(file: string, what: string) {
    super(`${file}: ${what}`)
    this.file = file
  }
}

/** A backup was sealed with another secret than the one that is given. */
export class WrongKey extends Error {
  override readonly name = 'WrongKey'
}

/** The keys of one backup folder, all made from the one secret by a salt that stands in the head of each file. */
export class BackupKeys {
  readonly #secret: string
  readonly #masters = new Map<string, Promise<Buffer>>()

  constructor(secret: string) {
    this.#secret = secret
  }

  /** A new head and the key of the file that begins with it. Files of one salt share the costly part of their keys. */
  async begin(salt: Buffer): Promise<{ head: Buffer; key: Buffer }> {
    const master = await this.#master(salt, cost)
    const begun = Buffer.concat([magic, Buffer.from([version, cost]), salt, randomBytes(saltBytes)])
    const marked = Buffer.concat([begun, markOf(master)])
    const head = Buffer.concat([marked, checkOf(marked)])
    return { head, key: derived(master, head) }
  }

  /** The key of the file that begins with this head. @throws Damaged or WrongKey */
  async open(head: Buffer, file: string): Promise<Buffer> {
    const salt = saltOf(head, file)
    const master = await this.#master(salt, head[magic.length + 1] ?? cost)
    if (!timingSafeEqual(markOf(master), head.subarray(markAt, markAt + markBytes)))
      throw new WrongKey('The backup was sealed with another secret.')
    return derived(master, head)
  }

  /** How the folder calls a file of these bytes: only who has the secret can tell whether it holds a known file. */
  async nameOf(salt: Buffer, sha256: string): Promise<string> {
    return createHmac('sha256', derived(await this.#master(salt, cost), Buffer.from('names of files')))
      .update(sha256)
      .digest('hex')
  }

  #master(salt: Buffer, log2: number): Promise<Buffer> {
    const id = `${log2}:${salt.toString('hex')}`
    const known = this.#masters.get(id)
    if (known) return known
    const made = new Promise<Buffer>((resolve, reject) => {
      const options = { N: 2 ** log2, r: 8, p: 1, maxmem: 2 ** log2 * 1024 + 2 ** 21 }
      scrypt(this.#secret, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
    })
    this.#masters.set(id, made)
    return made
  }
}

/** The salt of a folder's first backup. */
export const newSalt = (): Buffer => randomBytes(saltBytes)

/** The salt in a head. @throws Damaged when this is no whole head */
export function saltOf(head: Buffer, file: string): Buffer {
  const marked = head.subarray(0, headBytes - checkBytes)
  const isWhole = head.length === headBytes && checkOf(marked).equals(head.subarray(headBytes - checkBytes))
  const isKnown = head.subarray(0, magic.length).equals(magic) && head[magic.length] === version
  if (!isWhole || !isKnown || (head[magic.length + 1] ?? 0) > highestCost)
    throw new Damaged(file, `its head (bytes 0 to ${headBytes - 1}) is damaged`)
  return head.subarray(magic.length + 2, magic.length + 2 + saltBytes)
}

const derived = (master: Buffer, about: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', master, about, 'amends backup', 32))
const markOf = (master: Buffer): Buffer => derived(master, Buffer.from('mark')).subarray(0, markBytes)
const checkOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, checkBytes)
