import { execFile } from 'node:child_process'
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { openDatabase } from '../server/main.database.ts'
import { projectRoot } from '../server/platform/config.ts'
import type { Bed, Measurement } from './bed.ts'
import { figure } from './figure.ts'

const run = promisify(execFile)

/**
 * A backup of the whole desk, read to its last byte, with a bit of it flipped, and restored into an empty folder with a
 * database of its own. Whether the tables are the same is asked of both databases by SQL, apart from the product's hashes.
 */
export const backup: Measurement = {
  name: 'backup',
  async measure(bed) {
    // Beside the data: the disk that has room for them has room for a copy.
    const home = await mkdtemp(join(dirname(bed.place.dataFolder), 'amends-backup-'))
    try {
      const folder = join(home, 'backups')
      const into = join(home, 'restored')
      const before = await tableHashes(bed.owner)
      bed.say('taking a backup')
      const made = await amends(bed, ['backup', '--to', folder])
      bed.say('verifying it, whole and with a bit flipped in each of its files')
      const sound = await amends(bed, ['backup', 'verify', '--from', folder])
      const missed = await flipEach(bed, folder)
      bed.say('restoring it')
      const restored = await amends(bed, ['restore', '--from', folder, '--into', into], { DATABASE_URL: '' })
      bed.say('comparing the tables')
      const unequal = differing(before, await hashesOf(into, bed.workspaceId))
      return [
        figure('backup.time', Number(made.seconds), 's', {
          note: `${made.rows} rows of ${made.tables} tables, ${megabytes(made.tableBytes)} MB, ${megabytes(made.storedBytes)} MB written`,
        }),
        figure('backup.restore.time', Number(restored.seconds), 's', { note: 'verified before and after' }),
        figure('backup.tables-unequal', unequal.length, 'count', { must: { atMost: 0 }, note: unequal.join(', ') }),
        figure('backup.sound-called-damaged', sound.sound === true ? 0 : 1, 'count', { must: { atMost: 0 } }),
        figure('backup.flips-not-named', missed.length, 'count', { must: { atMost: 0 }, note: missed.join(', ') }),
      ]
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  },
}

const megabytes = (bytes: unknown): number => Math.round(Number(bytes) / 1e6)

/** Runs a command of the desk; resolves with what it tells programs, whatever its exit code. */
async function amends(
  { place }: Bed,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, ['run.mjs', ...args, '--json'], {
    cwd: projectRoot,
    maxBuffer: 64 * 2 ** 20,
    env: {
      ...process.env,
      DATABASE_URL: place.databaseUrl ?? '',
      AMENDS_DATA: place.dataFolder,
      AMENDS_BACKUP_SECRET: 'a secret of the bench, as long as one must be',
      ...env,
    },
  }).catch((error: Error & { stdout?: string }) => {
    if (error.stdout?.trim()) return { stdout: error.stdout }
    throw error
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>
}

/** Flips one bit in the middle of each file of the backup in turn; the files that were not named for it. */
async function flipEach(bed: Bed, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const places = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const missed: string[] = []
  // Stored files are many and alike: the largest two stand for them.
  const sized = await Promise.all(places.map(async (path) => ({ path, size: (await stat(path)).size })))
  for (const { path, size } of sized.toSorted((one, other) => other.size - one.size).slice(0, 6)) {
    const file = path.slice(folder.length + 1)
    await flip(path, Math.floor(size / 2))
    const { sound, damage } = await amends(bed, ['backup', 'verify', '--from', folder])
    await flip(path, Math.floor(size / 2))
    const name = file.split('/').at(-1) ?? file
    if (sound !== false || !(damage as string[]).some((words) => words.includes(name))) missed.push(file)
  }
  return missed
}

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const byte = Buffer.alloc(1)
    await file.read(byte, 0, 1, at)
    byte[0] = (byte[0] ?? 0) ^ 1
    await file.write(byte, 0, 1, at)
  } finally {
    await file.close()
  }
}

type Hashes = ReadonlyMap<string, string>

/** How many rows each table has and the sum of their hashes: the same for the same rows in any order. */
async function tableHashes(owner: pg.Client): Promise<Hashes> {
  const { rows } = await owner.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations' order by 1`,
  )
  const hashes = new Map<string, string>()
  for (const { name } of rows) {
    const { rows: found } = await owner.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as hash from ${name} t`,
    )
    hashes.set(name, found[0]?.hash ?? '')
  }
  return hashes
}

async function hashesOf(dataFolder: string, workspaceId: string): Promise<Hashes> {
  const database = await openDatabase({ databaseUrl: null, dataFolder }, { share: false, say: () => undefined })
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  try {
    await owner.connect()
    await owner.query(`select set_config('amends.workspace', $1, false)`, [workspaceId])
    return await tableHashes(owner)
  } finally {
    await owner.end()
    await database.stop()
  }
}

const differing = (one: Hashes, other: Hashes): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name))
