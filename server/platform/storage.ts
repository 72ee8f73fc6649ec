import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** What a stored file is known by: the SHA-256 of its bytes in hex, and their count. */
export interface StoredFile {
  readonly sha256: string
  readonly size: number
}

/** Files by their content: the same bytes are kept once, a name never decides where a file lies. */
export interface Storage {
  /** Keeps the bytes; durable (fsync of file and folder) when it resolves. */
  put(bytes: Uint8Array): Promise<StoredFile>
  /** The same of bytes that come one after the other, however many; more than `most` of them reject with `FileTooLarge`. */
  keep(bytes: AsyncIterable<Uint8Array>, most: number): Promise<StoredFile>
  /** The bytes of a stored file; rejects with ENOENT when it is not there. */
  read(sha256: string): Promise<Buffer>
  /** The same as a stream, for answers that should not be held in memory. */
  open(sha256: string): Readable
  has(sha256: string): Promise<boolean>
  /**
   * Removes a stored file, for good when it resolves; one that is not there is removed already. It is put aside first and
   * put back when `isHeld` then says that somebody has come to hold the same bytes meanwhile.
   */
  remove(sha256: string, isHeld: () => Promise<boolean>): Promise<void>
}

/** More bytes came than are kept of one file. */
export class FileTooLarge extends Error {}

/** Storage in a folder: `ab/cdef…`, written aside and renamed, so that a file is either whole or not there. */
export function openFolderStorage(folder: string): Storage {
  const placeOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a content address')
    return { folder: join(folder, sha256.slice(0, 2)), file: join(folder, sha256.slice(0, 2), sha256.slice(2)) }
  }
  const has = (sha256: string) =>
    stat(placeOf(sha256).file).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw error
      },
    )
  return {
    has,
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const place = placeOf(sha256)
      if (!(await has(sha256))) await writeDurably(place, bytes)
      return { sha256, size: bytes.byteLength }
    },
    async keep(bytes, most) {
      const aside = join(folder, `${randomBytes(12).toString('hex')}.part`)
      try {
        const stored = await writeAside(folder, aside, bytes, most)
        const place = placeOf(stored.sha256)
        if (await has(stored.sha256)) await rm(aside)
        else {
          await mkdir(place.folder, { recursive: true, mode: 0o700 })
          await rename(aside, place.file)
          await syncFolder(place.folder)
        }
        return stored
      } catch (error) {
        await rm(aside, { force: true })
        throw error
      }
    },
    async remove(sha256, isHeld) {
      const place = placeOf(sha256)
      const aside = `${place.file}.${randomBytes(6).toString('hex')}.part`
      try {
        await rename(place.file, aside)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
        throw error
      }
      if (await isHeld()) await rename(aside, place.file)
      else await rm(aside, { force: true })
      await syncFolder(place.folder)
    },
    read: (sha256) => readFile(placeOf(sha256).file),
    open: (sha256) => createReadStream(placeOf(sha256).file),
  }
}

async function writeDurably(place: { folder: string; file: string }, bytes: Uint8Array): Promise<void> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 })
  const aside = `${place.file}.${randomBytes(6).toString('hex')}.part`
  try {
    const handle = await open(aside, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(aside, place.file)
    await syncFolder(place.folder)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

async function writeAside(
  folder: string,
  aside: string,
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<StoredFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(aside, 'wx', 0o600)
  try {
    for await (const part of bytes) {
      size += part.byteLength
      if (size > most) throw new FileTooLarge(`more than ${most} bytes`)
      hash.update(part)
      await handle.writeFile(part)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** The new name itself must survive a power cut. Windows cannot open folders; there the rename alone has to do. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
