import { createCipheriv, createDecipheriv } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { reasonOf } from '../folder.ts'
import { type BackupKeys, Damaged, headBytes } from './key.ts'

/** Bytes of one part: each is sealed by itself, so that damage is found and named without reading the whole. */
const partBytes = 1_048_576
const lengthBytes = 4
const tagBytes = 16
/** Set in the length of the last part: a file that is cut short, at whatever place, lacks it. */
const last = 0x8000_0000

/**
 * Writes what comes into a file of sealed parts (AES-256-GCM, each under its number), durable when it resolves.
 * Returns the bytes that the file has.
 */
export async function writeSealed(
  path: string,
  keys: BackupKeys,
  salt: Buffer,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  const { head, key } = await keys.begin(salt)
  const handle = await open(path, 'wx', 0o600)
  try {
    let size = head.length
    await handle.writeFile(head)
    for await (const part of inParts(bytes, key)) {
      size += part.length
      await handle.writeFile(part)
    }
    await handle.sync()
    return size
  } finally {
    await handle.close()
  }
}

async function* inParts(bytes: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  let [held, size, number] = [[] as Uint8Array[], 0, 0]
  for await (const chunk of bytes) {
    held.push(chunk)
    size += chunk.length
    if (size <= partBytes) continue
    let whole = Buffer.concat(held)
    for (; whole.length > partBytes; whole = whole.subarray(partBytes))
      yield sealedPart(key, number++, whole.subarray(0, partBytes), 0)
    ;[held, size] = [[whole], whole.length]
  }
  yield sealedPart(key, number, Buffer.concat(held), last)
}

function sealedPart(key: Buffer, number: number, part: Buffer, flag: number): Buffer {
  const length = lengthOf(part.length, flag)
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(length)
  return Buffer.concat([length, cipher.update(part), cipher.final(), cipher.getAuthTag()])
}

/** Reads such a file; each part is proved before it is handed on. @throws Damaged naming file and part, or WrongKey */
export async function* readSealed(path: string, name: string, keys: BackupKeys): AsyncGenerator<Buffer> {
  const source = new Taker(createReadStream(path, { highWaterMark: 262_144 }), name)
  const key = await keys.open(await source.take(headBytes, 'its head'), name)
  for (let number = 0, at = headBytes; ; number++) {
    const place = `part ${number + 1} (from byte ${at})`
    const length = await source.take(lengthBytes, place)
    const told = length.readUInt32BE()
    const size = (told & ~last) >>> 0
    if (size > partBytes) throw new Damaged(name, `${place} is damaged`)
    const part = await source.take(size + tagBytes, place)
    yield openedPart(key, number, length, part, () => new Damaged(name, `${place} is damaged`))
    at += lengthBytes + part.length
    if (told >= last) break
  }
  if (!(await source.isAtEnd())) throw new Damaged(name, 'it goes on after its last part')
}

function openedPart(key: Buffer, number: number, length: Buffer, part: Buffer, damaged: () => Damaged): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(length)
  decipher.setAuthTag(part.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(part.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    throw damaged()
  }
}

function lengthOf(size: number, flag: number): Buffer {
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE((size | flag) >>> 0)
  return length
}

/** Each file has a key of its own, so its parts may simply be counted. */
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 8)
  return nonce
}

/** Takes exact counts of bytes off a stream. */
class Taker {
  readonly #chunks: AsyncIterator<Buffer>
  readonly #name: string
  #held: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterable<Buffer>, name: string) {
    this.#chunks = chunks[Symbol.asyncIterator]()
    this.#name = name
  }

  async take(count: number, place: string): Promise<Buffer> {
    const [gathered, size] = await this.#gather(count)
    if (size < count) throw new Damaged(this.#name, `it ends within ${place}`)
    const whole = Buffer.concat(gathered)
    this.#held = whole.subarray(count)
    return whole.subarray(0, count)
  }

  async isAtEnd(): Promise<boolean> {
    return this.#held.length === 0 && (await this.#next()) === undefined
  }

  async #gather(count: number): Promise<[Buffer[], number]> {
    const gathered = [this.#held]
    let size = this.#held.length
    while (size < count) {
      const chunk = await this.#next()
      if (!chunk) break
      gathered.push(chunk)
      size += chunk.length
    }
    return [gathered, size]
  }

  async #next(): Promise<Buffer | undefined> {
    try {
      const { value, done } = await this.#chunks.next()
      return done ? undefined : value
    } catch (error) {
      throw new Damaged(
        this.#name,
        reasonOf(error) === 'ENOENT' ? 'it is missing' : `it cannot be read (${reasonOf(error)})`,
      )
    }
  }
}
