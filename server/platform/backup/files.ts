import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { exists, reasonOf } from '../folder.ts'
import { openFolderStorage } from '../storage.ts'
import { blobPath, blobsIn, keptBackups, placesIn, syncFolder } from './folder.ts'
import { type BackupKeys, Damaged } from './key.ts'
import { readManifest } from './manifest.ts'
import { readSealed, writeSealed } from './sealed.ts'
import { linesOf, readStream } from './streams.ts'

/** What became of the stored files while they were copied. */
export interface CopiedFiles {
  rows: number
  /** bytes of all files of the backup, and how many files were not in the folder yet */
  stored: number
  added: number
  /** files whose bytes are not those they were stored as: left out, and told */
  broken: string[]
}

/** Copies stored files that the backup folder lacks, and yields the list of all: hash, place in the folder, a line each. */
export async function* filesOf(
  parts: { dataFolder: string; folder: string; keys: BackupKeys; salt: Buffer },
  copied: CopiedFiles,
): AsyncGenerator<Buffer> {
  for await (const { path, sha256 } of storedFiles(join(parts.dataFolder, 'files'))) {
    const blob = await parts.keys.nameOf(parts.salt, sha256)
    const bytes = await copyFile(parts, path, sha256, blob)
    if (bytes === 'broken') {
      copied.broken.push(sha256)
      continue
    }
    copied.rows++
    if (bytes !== 'there') copied.added++
    if (bytes !== 'there') copied.stored += bytes
    yield Buffer.from(`${sha256} ${blob}\n`)
  }
}

/** Files under their hash, in its order; what is still being written has another name. */
async function* storedFiles(folder: string): AsyncGenerator<{ path: string; sha256: string }> {
  for (const start of (await entriesOf(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort())
    for (const rest of (await entriesOf(join(folder, start))).filter((name) => /^[0-9a-f]{62}$/.test(name)).sort())
      yield { path: join(folder, start, rest), sha256: start + rest }
}

const entriesOf = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (reasonOf(error) === 'ENOENT') return []
    throw error
  })

async function copyFile(
  { folder, keys, salt }: { folder: string; keys: BackupKeys; salt: Buffer },
  path: string,
  sha256: string,
  blob: string,
): Promise<number | 'there' | 'broken'> {
  const target = join(folder, blobPath(blob))
  if (await exists(target)) return 'there'
  const place = join(blobsIn(folder), blob.slice(0, 2))
  await mkdir(place, { recursive: true, mode: 0o700 })
  const aside = join(blobsIn(folder), `${randomBytes(8).toString('hex')}.part`)
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(createReadStream(path), async (bytes: AsyncIterable<Buffer>) => {
      size = await writeSealed(aside, keys, salt, hashed(bytes, hash))
    })
    if (hash.digest('hex') !== sha256) return 'broken'
    await rename(aside, target)
    await syncFolder(place)
    return size
  } finally {
    await rm(aside, { force: true })
  }
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}

/** Reads one file of the backup folder, proved. @throws Damaged naming it */
export async function* readBlob(
  folder: string,
  keys: BackupKeys,
  { sha256, blob }: ListedFile,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const name = blobPath(blob)
  for await (const part of readSealed(join(folder, name), name, keys)) {
    hash.update(part)
    yield part
  }
  if (hash.digest('hex') !== sha256) throw new Damaged(name, 'it is not the file of this name')
}

export interface ListedFile {
  readonly sha256: string
  readonly blob: string
}

/** The files of a list, as `filesOf` wrote it. */
export async function* listedFiles(bytes: AsyncIterable<Buffer>): AsyncGenerator<ListedFile> {
  for await (const line of linesOf(bytes)) {
    const [sha256 = '', blob = ''] = line.split(' ')
    yield { sha256, blob }
  }
}

/** Puts the files of a list into a data folder. */
export async function putFiles(
  folder: string,
  keys: BackupKeys,
  dataFolder: string,
  list: AsyncIterable<Buffer>,
): Promise<void> {
  const storage = openFolderStorage(join(dataFolder, 'files'))
  for await (const file of listedFiles(list)) await storage.keep(readBlob(folder, keys, file), Number.POSITIVE_INFINITY)
}

/**
 * Removes all backups but the newest, and the stored files that none of those kept lists. Where a list cannot be read
 * nothing is removed: its files would be lost.
 */
export async function prune(folder: string, keys: BackupKeys, keep: number): Promise<number> {
  const [kept, old] = [(await keptBackups(folder)).slice(0, keep), (await keptBackups(folder)).slice(keep)]
  if (old.length === 0) return 0
  const listed = new Set<string>()
  for (const { name } of kept) {
    const { files } = await readManifest(placesIn(folder, name).manifest, keys)
    await readStream(placesIn(folder, name).files, 'files', keys, files, async (bytes) => {
      for await (const { blob } of listedFiles(bytes)) listed.add(blob)
    })
  }
  for (const { name } of old) await rm(join(folder, name), { recursive: true })
  for await (const { path, sha256: blob } of storedFiles(blobsIn(folder))) if (!listed.has(blob)) await rm(path)
  for (const start of await entriesOf(blobsIn(folder))) await rmdir(join(blobsIn(folder), start)).catch(() => undefined)
  return old.length
}
