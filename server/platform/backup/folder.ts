import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf } from '../folder.ts'
import { headBytes, newSalt, saltOf } from './key.ts'

/** `2026-03-02T09-00-00Z-1f3a`: when it was begun, then what tells two of one second apart. */
const named = /^(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2})Z-[0-9a-f]{4}$/
const unfinished = '.part'

/** One whole backup in the folder. */
export interface KeptBackup {
  readonly name: string
  readonly at: Date
}

/** Where the parts of a backup lie under its folder. */
export const placesIn = (folder: string, name: string) => ({
  root: join(folder, name),
  manifest: join(folder, name, 'manifest'),
  jobs: join(folder, name, 'jobs'),
  files: join(folder, name, 'files'),
  tables: join(folder, name, 'tables'),
})

/** Where the bytes of stored files lie, for all backups of the folder together. */
export const blobsIn = (folder: string): string => join(folder, 'files')

/** The place of one of them under the folder. */
export const blobPath = (blob: string): string => join('files', blob.slice(0, 2), blob.slice(2))

/** Whole backups, the newest first. */
export async function keptBackups(folder: string): Promise<KeptBackup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (reasonOf(error) === 'ENOENT') return []
    throw error
  })
  return names
    .flatMap((name) => {
      const [, hour, minute, second] = named.exec(name) ?? []
      return hour ? [{ name, at: new Date(`${hour}:${minute}:${second}Z`) }] : []
    })
    .sort((one, other) => (one.name < other.name ? 1 : -1))
}

/** Begins a backup beside the whole ones, after removing what a killed one has left. */
export async function beginBackup(folder: string, at: Date): Promise<string> {
  await mkdir(blobsIn(folder), { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder))
    if (name.endsWith(unfinished) && named.test(name.slice(0, -unfinished.length)))
      await rm(join(folder, name), { recursive: true })
  const name = `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${randomBytes(2).toString('hex')}`
  await mkdir(placesIn(folder, name + unfinished).tables, { recursive: true, mode: 0o700 })
  return name + unfinished
}

/** Gives a backup whose files are all on disk the name of a whole one. */
export async function finishBackup(folder: string, begun: string): Promise<string> {
  const name = begun.slice(0, -unfinished.length)
  for (const each of [placesIn(folder, begun).tables, placesIn(folder, begun).root]) await syncFolder(each)
  await rename(join(folder, begun), join(folder, name))
  await syncFolder(folder)
  return name
}

/** The salt that the folder's files are sealed by; a new one where it holds none yet. */
export async function saltIn(folder: string): Promise<Buffer> {
  for (const { name } of await keptBackups(folder)) {
    const salt = await readHead(placesIn(folder, name).manifest).then(
      (head) => saltOf(head, name),
      () => undefined,
    )
    if (salt) return salt
  }
  return newSalt()
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** A new name must survive a power cut too. Windows cannot open folders; there the rename alone has to do. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
