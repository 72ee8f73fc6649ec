import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/**
 * Makes the data folder when it is missing and proves by writing that it can be used.
 * A new folder is closed to others; under root others may pass through it (not list it), so that the database, which
 * never runs as root, reaches its own part inside.
 * @throws CannotStart when the folder cannot be made or written
 */
export async function openFolder(folder: string): Promise<void> {
  const asRoot = process.getuid?.() === 0
  const probe = join(folder, `.write-probe-${process.pid}`)
  try {
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(folder, { mode: asRoot ? 0o711 : 0o700 }).catch(ignoreExisting)
    await writeFile(probe, 'probe')
    await rm(probe)
  } catch (error) {
    throw new CannotStart(
      `The data folder ${folder} cannot be written (${reasonOf(error)}).`,
      `Give the user who runs Amends the right to write there, or name another folder: AMENDS_DATA=/path/to/folder npm start`,
      { cause: error },
    )
  }
}

/** True when something, of whatever kind, stands at this path. A path that may not be looked at counts as absent. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** The system's short code (EACCES, ENOSPC …) or, without one, the message. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.message
  return String(error)
}

function ignoreExisting(error: unknown): void {
  if (reasonOf(error) !== 'EEXIST') throw error
}
