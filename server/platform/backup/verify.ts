import { join } from 'node:path'
import { listedFiles, readBlob } from './files.ts'
import { placesIn } from './folder.ts'
import { type BackupKeys, Damaged } from './key.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { drain, readStream } from './streams.ts'

/** What was found when every byte of a backup was read. */
export interface Verified {
  /** undefined where the manifest itself is damaged */
  readonly manifest?: Manifest
  /** each names the file and the place */
  readonly damage: readonly string[]
}

/** Reads a backup to its last byte without putting anything anywhere. @throws WrongKey */
export async function verifyBackup(
  folder: string,
  name: string,
  keys: BackupKeys,
  say: (line: string) => void = () => undefined,
): Promise<Verified> {
  const places = placesIn(folder, name)
  const damage: string[] = []
  const look = async (work: () => Promise<void>) => {
    await work().catch((error: unknown) => {
      if (!(error instanceof Damaged)) throw error
      damage.push(error.message)
    })
  }
  let manifest: Manifest | undefined
  await look(async () => {
    manifest = await readManifest(places.manifest, keys)
  })
  if (!manifest) return { damage }
  const { tables, jobs, files } = manifest
  for (const table of tables.filter(({ bytes }) => bytes > 0))
    await look(() => readStream(join(places.tables, table.name), `tables/${table.name}`, keys, table, drain))
  await look(() => readStream(places.jobs, 'jobs', keys, jobs, drain))
  say(`${tables.length} tables are read; now ${files.rows} files`)
  await look(() =>
    readStream(places.files, 'files', keys, files, async (bytes) => {
      for await (const file of listedFiles(bytes)) await look(() => drain(readBlob(folder, keys, file)))
    }),
  )
  return { manifest, damage }
}
