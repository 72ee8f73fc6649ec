import { type Static, Type } from 'typebox'
import { backupLights } from '../../platform/backup/light.ts'
import { Nullable, Timestamp, Words } from '../../platform/http.ts'

export const BackupStatus = Type.Object(
  {
    light: Words(backupLights),
    everyHours: Type.Integer(),
    keep: Type.Integer(),
    /** Whether one is being taken at this moment, by whatever process. */
    running: Type.Boolean(),
    /** When the next is due; null where none is scheduled. */
    next: Nullable(Timestamp),
    last: Nullable(
      Type.Object({
        name: Type.String(),
        at: Timestamp,
        seconds: Type.Number(),
        /** Null where the installation has several workspaces: how much the others hold is not for this one. */
        holds: Nullable(
          Type.Object(
            {
              rows: Type.Integer(),
              tableBytes: Type.Integer(),
              files: Type.Integer(),
              newFiles: Type.Integer(),
              storedBytes: Type.Integer(),
            },
            { title: 'BackupHoldings' },
          ),
        ),
        /** Stored files of the desk that are damaged and are in no backup. */
        broken: Type.Integer(),
      }),
    ),
    failure: Nullable(Type.Object({ at: Timestamp, reason: Type.String() })),
  },
  { title: 'BackupStatus' },
)
export type BackupStatus = Static<typeof BackupStatus>
