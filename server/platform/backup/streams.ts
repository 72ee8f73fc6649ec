import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { BackupKeys } from './key.ts'
import { Damaged } from './key.ts'
import type { Stream } from './manifest.ts'
import { readSealed, writeSealed } from './sealed.ts'

/** Counts and hashes what passes by. */
class Measure {
  readonly #hash = createHash('sha256')
  #bytes = 0

  async *through(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.#hash.update(chunk)
      this.#bytes += chunk.length
      yield chunk
    }
  }

  get result(): Omit<Stream, 'rows'> {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}

/** What is measured of nothing. */
export const emptyStream = new Measure().result

/** Compresses (zstd) and seals a stream into a file; says what went in. */
export async function writeStream(
  path: string,
  keys: BackupKeys,
  salt: Buffer,
  bytes: AsyncIterable<Buffer>,
): Promise<Omit<Stream, 'rows'> & { stored: number }> {
  const measure = new Measure()
  let stored = 0
  await pipeline(measure.through(bytes), createZstdCompress(), async (packed: AsyncIterable<Buffer>) => {
    stored = await writeSealed(path, keys, salt, packed)
  })
  return { ...measure.result, stored }
}

/** Hands on what `writeStream` took, proved part by part; rejects with Damaged after the end if it is another stream. */
export async function readStream(
  path: string,
  name: string,
  keys: BackupKeys,
  expected: Pick<Stream, 'sha256'>,
  take: (bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const measure = new Measure()
  await pipeline(readSealed(path, name, keys), createZstdDecompress(), (bytes: AsyncIterable<Buffer>) =>
    take(measure.through(bytes)),
  )
  if (measure.result.sha256 !== expected.sha256) throw new Damaged(name, 'it is not the one of this backup')
}

/** Reads to the end. */
export async function drain(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

/** Measures a stream without keeping it. */
export async function measured(bytes: AsyncIterable<Buffer>): Promise<Omit<Stream, 'rows'>> {
  const measure = new Measure()
  await drain(measure.through(bytes))
  return measure.result
}

/** The lines of a stream of text. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
