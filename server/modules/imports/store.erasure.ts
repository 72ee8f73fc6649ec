import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { FileFormat, importStatuses } from './schema.ts'
import type { ImportTables } from './tables.ts'

const own = (db: Database) => tablesOf<ImportTables>(db)

/** An import whose file is still kept. */
export interface KeptFile {
  readonly id: string
  readonly sha256: string
  readonly format: FileFormat
  readonly status: (typeof importStatuses)[number]
}

/** Imports whose file is kept, but for costs, which tell of nobody. */
export const keptFiles = (db: Database): Promise<KeptFile[]> =>
  own(db)
    .selectFrom('imports')
    .select(['id', 'sha256', 'format', 'status'])
    .where('sha256', '!=', '')
    .where(sql<boolean>`subject is distinct from 'costs'`)
    .orderBy('id')
    .execute()

/** Lets go of the files of imports, and of what of their rows could not be read; counts stay. Answers the files. */
export async function dropKeptFiles(db: Database, ids: readonly string[], at: Date): Promise<string[]> {
  const wanted = sql`${[...ids]}::uuid[]`
  await sql`update import_faults set value = '' where import_id = any(${wanted}) and value <> ''`.execute(own(db))
  const dropped = await sql<{ sha256: string }>`
    with theirs as (select id, sha256 from imports where id = any(${wanted}) and sha256 <> '' for update), gone as (
      update imports i set sha256 = '',
        status = case when i.status = 'done' then i.status else 'failed' end,
        problem = case when i.status = 'done' then i.problem else 'imports.file-erased' end,
        ended_at = coalesce(i.ended_at, ${at}::timestamptz)
      from theirs where i.id = theirs.id
    )
    select sha256 from theirs`.execute(own(db))
  return dropped.rows.map(({ sha256 }) => sha256)
}

/** Which of these files imports hold. */
export async function heldByImports(db: Database, files: readonly string[]): Promise<string[]> {
  const held = await own(db)
    .selectFrom('imports')
    .select('sha256')
    .where(sql<boolean>`sha256 = any(${[...files]}::text[])`)
    .execute()
  return held.map(({ sha256 }) => sha256)
}
