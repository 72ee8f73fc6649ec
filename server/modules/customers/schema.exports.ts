import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp, Words } from '../../platform/http.ts'

export const exportStatuses = ['waiting', 'running', 'done', 'failed'] as const

/** An answer to a customer who asks what is known of them: one file, for whoever asked for it. */
export const CustomerExport = Type.Object(
  {
    id: Id,
    status: Words(exportStatuses, { title: 'ExportStatus' }),
    askedBy: Type.Object({ id: Id, name: Type.String() }, { title: 'Person' }),
    askedAt: Timestamp,
    endedAt: Nullable(Timestamp),
    size: Nullable(Type.Integer({ description: 'Bytes of the file.' })),
    /** Until when the file is kept; null while there is none, and when its days are over. */
    expiresAt: Nullable(Timestamp),
    /** Whether it is the reader's: nobody else's download it. */
    isMine: Type.Boolean(),
    problem: Nullable(Type.String({ description: 'Why it failed: the code of a problem.' })),
  },
  { title: 'CustomerExport' },
)
export type CustomerExport = Static<typeof CustomerExport>

/** The export that was asked for last. */
export const ExportState = Type.Object({ last: Nullable(CustomerExport) }, { title: 'CustomerExportState' })
export type ExportState = Static<typeof ExportState>

/** One row of a table of an export; moments are written as ISO 8601. */
export type ExportRow = Readonly<Record<string, string | number | boolean | Date | null>>

/** What a part of the desk knows of a customer: tables by name, and stored files by the path that they shall have. */
export interface ExportPart {
  readonly tables: Readonly<Record<string, readonly ExportRow[]>>
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}
