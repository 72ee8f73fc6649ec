import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BackupKeys, Damaged, headBytes, newSalt } from './key.ts'
import { readSealed, writeSealed } from './sealed.ts'

const keys = new BackupKeys('a secret of the test, 32 or more chars')
const salt = newSalt()
const mebibyte = 1_048_576
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-sealed-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sealed = async (name: string, chunks: readonly Buffer[]) => {
  const path = join(folder, name)
  await rm(path, { force: true })
  await writeSealed(path, keys, salt, chunksOf(chunks))
  return path
}

async function* chunksOf(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}

const read = async (path: string, by = keys) => {
  const parts: Buffer[] = []
  for await (const part of readSealed(path, 'it', by)) parts.push(part)
  return Buffer.concat(parts)
}

test('what was written is read, however it came and wherever its parts end', async () => {
  const sizes = fc.array(fc.constantFrom(0, 1, 77, mebibyte - 1, mebibyte, mebibyte + 1), { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(sizes, async (sizes) => {
      const chunks = sizes.map((size) => randomBytes(size))
      expect(Buffer.concat(chunks).equals(await read(await sealed('whole', chunks)))).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('each single bit of a file is guarded: flipped, it is detected', async () => {
  const path = await sealed('small', [Buffer.from('a few words')])
  const sound = await readFile(path)
  for (let at = 0; at < sound.length; at++) {
    const bytes = Buffer.from(sound)
    bytes[at] = (sound[at] ?? 0) ^ (1 << (at % 8))
    await writeFile(path, bytes)
    await expect(read(path), `byte ${at}`).rejects.toThrow(Damaged)
  }
  for (let length = 0; length < sound.length; length++) {
    await writeFile(path, sound.subarray(0, length))
    await expect(read(path), `${length} bytes`).rejects.toThrow(Damaged)
  }
})

test('the damaged part is named; parts that change places or are left out are damage too', async () => {
  const path = await sealed('large', [randomBytes(2 * mebibyte + 5)])
  const sound = await readFile(path)
  const part = mebibyte + 20
  const [head, first, second, third] = [
    sound.subarray(0, headBytes),
    sound.subarray(headBytes, headBytes + part),
    sound.subarray(headBytes + part, headBytes + 2 * part),
    sound.subarray(headBytes + 2 * part),
  ]
  const flipped = Buffer.from(sound)
  flipped[headBytes + part + 1_000] = (sound[headBytes + part + 1_000] ?? 0) ^ 1
  for (const [bytes, words] of [
    [flipped, `it: part 2 (from byte ${headBytes + part}) is damaged`],
    [Buffer.concat([head, second, first, third]), 'it: part 1 (from byte 54) is damaged'],
    [Buffer.concat([head, first, third]), `it: part 2 (from byte ${headBytes + part}) is damaged`],
    [Buffer.concat([head, first, second]), 'it: it ends within part 3'],
    [Buffer.concat([sound, Buffer.from('!')]), 'it: it goes on after its last part'],
  ] as const) {
    await writeFile(path, bytes)
    await expect(read(path)).rejects.toThrow(words)
  }
  await expect(read(join(folder, 'nowhere'))).rejects.toThrow('it: it is missing')
})

test('another secret is told apart from damage', async () => {
  const path = await sealed('of-another', [Buffer.from('words')])
  await expect(read(path, new BackupKeys('another secret of 32 characters or more'))).rejects.toThrow('another secret')
})
