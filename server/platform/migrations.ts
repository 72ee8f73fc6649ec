import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { PrimaryClient } from './db.primary.ts'

/** One numbered step of the schema; its name says which module owns what it makes. */
export interface Migration {
  readonly number: number
  readonly owner: string
  readonly file: string
  readonly text: string
  readonly checksum: string
}

/** The database is of another build than the code; the message says which and how to mend it. */
export class SchemaMismatch extends Error {}

/** Reads `NNNN_<module>[_<what>].sql`, in order, without gaps or doubles. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_.+\.sql$/.test(file)).sort()
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(file.slice(0, 4))
      if (number !== index + 1)
        throw new Error(`migrations are numbered without gaps: ${file} stands at place ${index + 1}`)
      const text = await readFile(join(folder, file), 'utf8')
      return {
        number,
        owner: file.slice(5).split(/[_.]/)[0] ?? '',
        file,
        text,
        checksum: createHash('sha256').update(text).digest('hex'),
      }
    }),
  )
}

/** What a migration run did. */
export interface MigrationRun {
  readonly applied: readonly string[]
  readonly at: number
}

/**
 * Brings a database to the newest schema, each step in its own transaction, one process at a time (advisory lock).
 * Throws SchemaMismatch when the database is newer than the code or an applied step was edited since.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[],
  now: () => Date,
): Promise<MigrationRun> {
  const client = new PrimaryClient({ connectionString: ownerUrl, application_name: 'amends-migrate' })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('amends.migrations'))`)
    await prepare(client)
    const done = await client.query<{ number: number; checksum: string; file: string }>(
      'select number, checksum, file from schema_migrations order by number',
    )
    refuseMismatch(done.rows, migrations)
    const applied: string[] = []
    for (const migration of migrations.slice(done.rows.length)) {
      await apply(client, migration, now())
      applied.push(migration.file)
    }
    return { applied, at: migrations.length }
  } finally {
    await client.end()
  }
}

/** The serving role and the ledger of steps. The role cannot log in by itself unless the installer made it so. */
async function prepare(client: pg.Client): Promise<void> {
  const role = await client.query(`select 1 from pg_roles where rolname = 'amends_app'`)
  if (role.rowCount === 0) {
    await client.query('create role amends_app nologin nosuperuser nobypassrls').catch((error: unknown) => {
      throw new SchemaMismatch(
        `This database login may not create roles. Ask the database's administrator to run once: create role amends_app nologin; grant amends_app to current_login; (${String(error)})`,
      )
    })
  }
  await client.query(
    `do $$ begin if not pg_has_role(current_user, 'amends_app', 'member') then execute format('grant amends_app to %I', current_user); end if; end $$`,
  )
  await client.query(
    `create table if not exists schema_migrations (number int primary key, file text not null, checksum text not null, applied_at timestamptz not null)`,
  )
  await client.query('grant select on schema_migrations to amends_app')
  await client.query('grant usage on schema public to amends_app')
  await client.query('create schema if not exists pgboss authorization amends_app')
  await client.query('create extension if not exists pg_trgm')
}

function refuseMismatch(
  done: readonly { number: number; checksum: string; file: string }[],
  migrations: readonly Migration[],
): void {
  if (done.length > migrations.length)
    throw new SchemaMismatch(
      `The database is newer than this program: it stands at step ${done.length} (${done.at(-1)?.file}), the program knows ${migrations.length}. Start the newer version of Amends, or restore a backup made with this one.`,
    )
  for (const [index, row] of done.entries()) {
    if (row.checksum !== migrations[index]?.checksum)
      throw new SchemaMismatch(
        `The step ${row.file} was changed after this database had taken it. Bring the file back as it was; changes go into a new step.`,
      )
  }
}

async function apply(client: pg.Client, migration: Migration, at: Date): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.text)
    await client.query('insert into schema_migrations (number, file, checksum, applied_at) values ($1, $2, $3, $4)', [
      migration.number,
      migration.file,
      migration.checksum,
      at,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`the migration ${migration.file} failed: ${String(error)}`, { cause: error })
  }
}
