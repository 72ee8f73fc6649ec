import { join } from 'node:path'
import { CannotStart } from './platform/cannot-start.ts'
import { type Config, projectRoot } from './platform/config.ts'
import type { ServingAddress } from './platform/db.ts'
import { type Migration, type MigrationRun, migrate, readMigrations, SchemaMismatch } from './platform/migrations.ts'
import { inspectDatabase } from './platform/postgres.inspect.ts'
import { startEmbedded } from './platform/postgres.ts'

/** A database that is reachable and has the schema of this program. */
export interface OpenDatabase {
  /** the login that owns the tables: for migrations and making databases */
  readonly ownerUrl: string
  /** how requests and jobs connect: as a role that cannot bypass row-level security */
  readonly serving: ServingAddress
  readonly migration: MigrationRun
  /** Stops the built-in server if we run it. */
  stop(): Promise<void>
}

/**
 * Opens the database of the settings: the one of DATABASE_URL, else the built-in one in the data folder, and brings
 * its schema to this program's.
 * @param options.share join a built-in server that another process of this data folder runs
 * @param options.throwaway faster, and broken when the machine falls: while data are made that can be made again
 * @param options.upTo only so many of this program's migrations: for what was made by an older one
 * @throws CannotStart with the mend when it cannot be reached, or its schema is newer than the program
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
  options: {
    readonly share: boolean
    readonly throwaway?: boolean
    readonly upTo?: number
    readonly say: (line: string) => void
  },
): Promise<OpenDatabase> {
  const { share, throwaway = false, upTo, say } = options
  if (config.databaseUrl !== null) {
    await inspectDatabase(config.databaseUrl)
    const migration = await bringUpToDate(config.databaseUrl, upTo)
    const serving = { url: config.databaseUrl, options: '-c role=amends_app' }
    return { ownerUrl: config.databaseUrl, serving, migration, stop: async () => undefined }
  }
  const embedded = await startEmbedded({ folder: config.dataFolder, share, throwaway, log: say })
  try {
    const migration = await bringUpToDate(embedded.url, upTo)
    return { ownerUrl: embedded.url, serving: { url: embedded.servingUrl }, migration, stop: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** The migrations that this program brings. */
export const ownMigrations = (): Promise<Migration[]> => readMigrations(join(projectRoot, 'migrations'))

async function bringUpToDate(url: string, upTo?: number): Promise<MigrationRun> {
  try {
    return await migrate(url, (await ownMigrations()).slice(0, upTo), () => new Date())
  } catch (error) {
    if (!(error instanceof SchemaMismatch)) throw error
    // The sentence after the first full stop says what to do.
    const [, reason = error.message, mend = ''] = /^(.*?\.) (.*)$/s.exec(error.message) ?? []
    throw new CannotStart(reason, mend, { cause: error })
  }
}
