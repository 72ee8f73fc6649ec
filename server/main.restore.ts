import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type OpenDatabase, openDatabase, ownMigrations } from './main.database.ts'
import { listWorkspaces } from './modules/access/index.ts'
import { verifyChain } from './modules/audit/index.ts'
import { putFiles } from './platform/backup/files.ts'
import { placesIn } from './platform/backup/folder.ts'
import type { BackupKeys } from './platform/backup/key.ts'
import { isEmptyDatabase, loadTables } from './platform/backup/load.ts'
import type { Manifest } from './platform/backup/manifest.ts'
import { linesOf, readStream } from './platform/backup/streams.ts'
import { secretMarkOf } from './platform/backup/take.ts'
import { verifyBackup } from './platform/backup/verify.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { type Settings, withSecret } from './platform/config.ts'
import { systemContext } from './platform/context.ts'
import { openFolder, reasonOf } from './platform/folder.ts'
import { insertJobs, type QueuedRow } from './platform/jobs.rows.ts'
import type { Services } from './platform/services.ts'
import { openServices, queues } from './services.ts'

export interface RestoreOrder {
  /** Where the backup lies, which it is, and what opens it. */
  readonly folder: string
  readonly name: string
  readonly keys: BackupKeys
  /** Of the desk that is made. */
  readonly settings: Settings
  readonly say: (line: string) => void
}

export interface Restored {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly jobs: number
  /** waiting jobs that this program has no queue for */
  readonly leftJobs: number
  readonly workspaces: readonly { slug: string; checked: number; sound: boolean }[]
  readonly seconds: number
}

/**
 * Makes the desk of a backup anew in an empty folder and an empty database. Every byte of the backup is proved before
 * anything is put in place; the tables come in at the backup's own step of the schema, are compared with their hashes,
 * and are then brought to this program's.
 * @throws CannotStart, naming what is damaged or in the way, and WrongKey
 */
export async function restoreDesk(order: RestoreOrder): Promise<Restored> {
  const { folder, name, keys, settings, say } = order
  const beganMs = performance.now()
  await refuseFilled(settings.dataFolder)
  say('reading the backup')
  const { manifest, damage } = await verifyBackup(folder, name, keys, say)
  if (!manifest || damage.length > 0)
    throw new CannotStart(
      `The backup ${name} is damaged, nothing was restored: ${damage.join('; ')}.`,
      'Restore another one with --name, or a copy of this one from another disk.',
    )
  await refuseNewer(manifest)
  refuseOtherSecret(manifest, settings)
  await openFolder(settings.dataFolder)
  const older = await openDatabase(settings, { share: false, upTo: manifest.schema.length, say })
  const places = placesIn(folder, name)
  try {
    if (!(await isEmptyDatabase(older.ownerUrl)))
      throw new CannotStart(
        'The database of DATABASE_URL holds a desk already, nothing was restored.',
        'Name an empty database: a restore never overwrites anything.',
      )
    await loadTables(older.ownerUrl, places.tables, manifest, keys, say)
  } finally {
    await older.stop()
  }
  say('putting the files in place')
  if (manifest.secret !== null && settings.secret === null)
    await writeFile(join(settings.dataFolder, 'secret'), `${manifest.secret}\n`, { mode: 0o600, flag: 'wx' })
  await readStream(places.files, 'files', keys, manifest.files, (bytes) =>
    putFiles(folder, keys, settings.dataFolder, bytes),
  )
  const database = await openDatabase(settings, { share: false, say })
  try {
    const finished = await finish(order, manifest, database)
    const { tables, files, madeAt } = manifest
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const seconds = (performance.now() - beganMs) / 1_000
    return { madeAt, tables: tables.length, rows, files: files.rows, ...finished, seconds }
  } finally {
    await database.stop()
  }
}

async function refuseFilled(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => undefined)
  const found = await readdir(folder).catch((error: unknown) => {
    throw new CannotStart(
      `The folder ${folder} cannot be read (${reasonOf(error)}).`,
      'Name one that you may write to.',
    )
  })
  if (found.length > 0)
    throw new CannotStart(
      `The folder ${folder} is not empty, nothing was restored.`,
      'Name an empty one with --into or AMENDS_DATA: a restore never overwrites anything.',
    )
}

async function refuseNewer({ schema, program }: Manifest): Promise<void> {
  const own = await ownMigrations()
  const differs = schema.findIndex(({ checksum }, index) => checksum !== own[index]?.checksum)
  if (differs !== -1)
    throw new CannotStart(
      `The backup was taken by Amends ${program} at step ${schema.length} (${schema.at(-1)?.file}); this program knows ${own.length} steps, and not ${schema[differs]?.file}. Nothing was restored.`,
      'Restore it with that version of Amends or a newer one.',
    )
}

function refuseOtherSecret({ secret, secretMark }: Manifest, settings: Settings): void {
  if (settings.secret === null ? secret !== null : secretMarkOf(settings.secret) === secretMark) return
  throw new CannotStart(
    settings.secret === null
      ? 'The desk of this backup was given its AMENDS_SECRET from outside, and it is not set here. Nothing was restored.'
      : 'AMENDS_SECRET is not the one of the desk that was backed up. Nothing was restored.',
    'Set AMENDS_SECRET as it was there: stored passwords, reply tokens and the audit log are sealed with it.',
  )
}

/** Waiting jobs back into the queue, and a walk along every audit log. */
async function finish(
  { folder, name, keys, settings }: RestoreOrder,
  manifest: Manifest,
  database: OpenDatabase,
): Promise<Pick<Restored, 'jobs' | 'leftJobs' | 'workspaces'>> {
  const config = { ...(await withSecret(settings)), logLevel: 'error' as const }
  const { services, close } = await openServices(config, database.serving)
  try {
    let put = { jobs: 0, leftJobs: 0 }
    await readStream(placesIn(folder, name).jobs, 'jobs', keys, manifest.jobs, async (bytes) => {
      put = await putJobs(services, bytes)
    })
    const workspaces = []
    for (const { workspaceId, slug } of await listWorkspaces(services)) {
      const { checked, sound } = await verifyChain(systemContext(services, workspaceId, 'command-line'))
      workspaces.push({ slug, checked, sound })
    }
    return { ...put, workspaces }
  } finally {
    await close()
  }
}

const jobsAtOnce = 500

async function putJobs(
  { databases }: Services,
  bytes: AsyncIterable<Buffer>,
): Promise<{ jobs: number; leftJobs: number }> {
  const known = new Set(queues.map(({ name }) => name))
  const told = { jobs: 0, leftJobs: 0 }
  let rows: QueuedRow[] = []
  const put = async () => {
    if (rows.length > 0) await insertJobs(databases.outside, rows)
    told.jobs += rows.length
    rows = []
  }
  for await (const line of linesOf(bytes)) {
    const row = JSON.parse(Buffer.from(line, 'base64').toString('utf8')) as QueuedRow
    if (known.has(row.name)) rows.push(row)
    else told.leftJobs++
    if (rows.length === jobsAtOnce) await put()
  }
  await put()
  return told
}
