import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Column, Conventions, FileFormat, Import, ImportChange, ImportFault, importStatuses } from './schema.ts'
import type { ImportTables } from './tables.ts'

const own = (db: Database) => tablesOf<ImportTables>(db)

/** An import as it lies in its row. */
export type ImportRecord = Omit<Import, 'createdBy'> & { readonly createdBy: string; readonly sha256: string }

const imports = (db: Database) =>
  own(db)
    .selectFrom('imports')
    .select(['id', 'subject', 'store_id as storeId', 'filename', 'sha256', 'size', 'format', 'columns', 'conventions'])
    .select(['status', 'problem', 'rows_settled as rowsSettled', 'bytes_settled as bytesSettled', 'added', 'changed'])
    .select(['unchanged', 'refused', 'created_by as createdBy', 'created_at as createdAt', 'started_at as startedAt'])
    .select('ended_at as endedAt')

export interface NewImport {
  readonly id: string
  readonly filename: string
  readonly sha256: string
  readonly size: number
  readonly subject: Import['subject']
  readonly storeId: string | null
  readonly format: FileFormat
  readonly columns: readonly Column[]
  readonly conventions: Conventions
  readonly createdBy: string
  readonly createdAt: Date
}

export async function insertImport(db: Database, made: NewImport): Promise<void> {
  await own(db)
    .insertInto('imports')
    .values({
      id: made.id,
      subject: made.subject,
      store_id: made.storeId,
      filename: made.filename,
      sha256: made.sha256,
      size: made.size,
      format: JSON.stringify(made.format),
      columns: JSON.stringify(made.columns),
      conventions: JSON.stringify(made.conventions),
      problem: null,
      created_by: made.createdBy,
      created_at: made.createdAt,
      started_at: null,
      ended_at: null,
    })
    .execute()
}

export const readImport = (db: Database, id: string): Promise<ImportRecord | undefined> =>
  imports(db).where('id', '=', id).executeTakeFirst()

/** As `readImport`; nobody else changes it until the transaction ends. */
export const lockImport = (db: Database, id: string): Promise<ImportRecord | undefined> =>
  imports(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Whose imports somebody may see: those of some stores, cost tables, and what they gave themselves. */
export interface ImportReach {
  readonly storeIds: readonly string[]
  readonly memberId: string
}

/** Imports, the newest first, older than the given id; all, or those within somebody's reach. */
export function listImports(
  db: Database,
  page: { readonly reach?: ImportReach; readonly after?: string; readonly limit: number },
): Promise<ImportRecord[]> {
  let query = imports(db)
  if (page.reach) {
    const { storeIds, memberId } = page.reach
    query = query.where(sql<boolean>`case when store_id is null then subject = 'costs' or created_by = ${memberId}
      else store_id = any(${[...storeIds]}::uuid[]) end`)
  }
  if (page.after) query = query.where('id', '<', page.after)
  return query.orderBy('id', 'desc').limit(page.limit).execute()
}

export async function changeImport(db: Database, id: string, change: ImportChange): Promise<void> {
  const { subject, storeId, format, columns, conventions } = change
  await own(db)
    .updateTable('imports')
    .set({
      ...(subject && { subject }),
      ...(storeId !== undefined && { store_id: storeId }),
      ...(format && { format: JSON.stringify(format) }),
      ...(columns && { columns: JSON.stringify(columns) }),
      ...(conventions && { conventions: JSON.stringify(conventions) }),
    })
    .where('id', '=', id)
    .execute()
}

/** Takes an import to another status, with the moment of it where it begins or ends. */
export async function setStatus(
  db: Database,
  id: string,
  status: (typeof importStatuses)[number],
  times: { readonly startedAt?: Date; readonly endedAt?: Date | null; readonly problem?: string | null } = {},
): Promise<void> {
  await own(db)
    .updateTable('imports')
    .set({
      status,
      ...(times.startedAt && { started_at: times.startedAt }),
      ...(times.endedAt !== undefined && { ended_at: times.endedAt }),
      ...(times.problem !== undefined && { problem: times.problem }),
    })
    .where('id', '=', id)
    .execute()
}

export interface Settled {
  /** Rows that were settled before: nobody else may have gone on since. */
  readonly from: number
  readonly rows: number
  readonly bytes: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
}

/** Counts rows as settled; false when the import does not run any more, or another worker has gone on with it. */
export async function settleRows(db: Database, id: string, settled: Settled): Promise<boolean> {
  const result = await own(db)
    .updateTable('imports')
    .set((row) => ({
      rows_settled: settled.rows,
      bytes_settled: settled.bytes,
      added: row('added', '+', settled.added),
      changed: row('changed', '+', settled.changed),
      unchanged: row('unchanged', '+', settled.unchanged),
      refused: row('refused', '+', settled.refused),
    }))
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('rows_settled', '=', settled.from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/**
 * The open transaction is committed without waiting for the disk. Whole it stays: if the machine fails in the next moment
 * the rows are gone together with the count of them, and are read from the file again. Whoever commits after it, as the
 * end of the import does, waits for both.
 */
export async function commitUnawaited(db: Database): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(own(db))
}

export async function insertFaults(db: Database, importId: string, faults: readonly ImportFault[]): Promise<void> {
  if (faults.length === 0) return
  await sql`insert into import_faults (import_id, row_number, heading, code, value)
    select ${importId}::uuid, "row", heading, code, value
    from json_to_recordset(${asRecords(faults)}::json) as given ("row" bigint, heading text, code text, value text)
    on conflict do nothing`.execute(own(db))
}

/** Faults in the order of the file, after the given (row, heading). */
export function listFaults(
  db: Database,
  importId: string,
  page: { readonly after?: readonly [number, string]; readonly limit: number },
): Promise<ImportFault[]> {
  let query = own(db)
    .selectFrom('import_faults')
    .select(['row_number as row', 'heading', 'code', 'value'])
    .where('import_id', '=', importId)
  if (page.after)
    query = query.where(sql<boolean>`(row_number, heading) > (${page.after[0]}::bigint, ${page.after[1]}::text)`)
  return query.orderBy('row_number').orderBy('heading').limit(page.limit).execute()
}
