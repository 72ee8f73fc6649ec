import type { ColumnType, Generated } from 'kysely'
import type { Column, Conventions, FaultCode, FileFormat, importStatuses, Subject } from './schema.ts'

type Json<Value> = ColumnType<Value, string, string>
type Counted = ColumnType<number, number | undefined, number>

export interface ImportTables {
  imports: {
    workspace_id: Generated<string>
    id: string
    subject: Subject | null
    store_id: string | null
    filename: string
    sha256: string
    size: number
    format: Json<FileFormat>
    columns: Json<Column[]>
    conventions: Json<Conventions>
    status: ColumnType<(typeof importStatuses)[number], undefined, (typeof importStatuses)[number]>
    problem: string | null
    rows_settled: Counted
    bytes_settled: Counted
    added: Counted
    changed: Counted
    unchanged: Counted
    refused: Counted
    created_by: string
    created_at: Date
    started_at: Date | null
    ended_at: Date | null
  }
  import_faults: {
    workspace_id: Generated<string>
    import_id: string
    row_number: number
    heading: string
    code: FaultCode
    value: string
  }
}
