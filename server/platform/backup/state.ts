import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { reasonOf } from '../folder.ts'

/** What became of the last backups; kept in the data folder, which all processes of an installation share. */
const BackupState = Type.Object({
  success: Type.Optional(
    Type.Object({
      name: Type.String(),
      at: Type.String(),
      seconds: Type.Number(),
      tables: Type.Integer(),
      rows: Type.Integer(),
      tableBytes: Type.Integer(),
      files: Type.Integer(),
      newFiles: Type.Integer(),
      storedBytes: Type.Integer(),
      broken: Type.Array(Type.String()),
      removed: Type.Integer(),
    }),
  ),
  /** Gone with the next success. */
  failure: Type.Optional(Type.Object({ at: Type.String(), reason: Type.String() })),
})
export type BackupState = Static<typeof BackupState>

const placeOf = (dataFolder: string): string => join(dataFolder, 'backups.json')

/** Empty where none was taken, or where the note cannot be read: then it is as if none had been. */
export async function readBackupState(dataFolder: string): Promise<BackupState> {
  const text = await readFile(placeOf(dataFolder), 'utf8').catch((error: unknown) => {
    if (reasonOf(error) === 'ENOENT') return '{}'
    throw error
  })
  try {
    return Value.Parse(BackupState, JSON.parse(text))
  } catch {
    return {}
  }
}

export async function writeBackupState(dataFolder: string, state: BackupState): Promise<void> {
  const aside = `${placeOf(dataFolder)}.${randomBytes(4).toString('hex')}.part`
  await writeFile(aside, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  await rename(aside, placeOf(dataFolder))
}
