import { pipeline } from 'node:stream/promises'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { type BackupKeys, Damaged } from './key.ts'
import { readSealed, writeSealed } from './sealed.ts'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** A stream of the backup: so many lines and bytes before they were compressed, and the SHA-256 over them. */
const Stream = Type.Object({ rows: Type.Integer(), bytes: Type.Integer(), sha256: Hash })
export type Stream = Static<typeof Stream>

/** What a backup holds; sealed like everything else in it. */
export const Manifest = Type.Object({
  format: Type.Literal(1),
  madeAt: Type.String(),
  program: Type.String(),
  /** The migrations that the database had taken, by number. */
  schema: Type.Array(Type.Object({ file: Type.String(), checksum: Type.String() })),
  /** In the order in which each table's rows follow one another. */
  workspaces: Type.Array(Type.String({ format: 'uuid' })),
  tables: Type.Array(
    Type.Intersect([Stream, Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })]),
  ),
  sequences: Type.Array(Type.Object({ name: Type.String(), last: Type.String() })),
  /** Work that waited in the queue. */
  jobs: Stream,
  /** The list of stored files; `stored` are the bytes of the files themselves. */
  files: Type.Intersect([Stream, Type.Object({ stored: Type.Integer() })]),
  /** The installation's secret where it is kept in the data folder; null where the environment gives it. */
  secret: Type.Union([Type.String(), Type.Null()]),
  /** By which the secret is known again. */
  secretMark: Hash,
})
export type Manifest = Static<typeof Manifest>

export async function writeManifest(path: string, keys: BackupKeys, salt: Buffer, manifest: Manifest): Promise<void> {
  await pipeline([Buffer.from(JSON.stringify(manifest))], async (bytes: AsyncIterable<Buffer>) => {
    await writeSealed(path, keys, salt, bytes)
  })
}

/** @throws Damaged, or WrongKey */
export async function readManifest(path: string, keys: BackupKeys): Promise<Manifest> {
  const parts: Buffer[] = []
  for await (const part of readSealed(path, 'manifest', keys)) parts.push(part)
  try {
    return Value.Parse(Manifest, JSON.parse(Buffer.concat(parts).toString('utf8')))
  } catch {
    throw new Damaged('manifest', 'it is of a form that this program does not know')
  }
}
