import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { AccessTables } from './tables.ts'

const own = (db: Database) => tablesOf<AccessTables>(db)

/** A session or a link that let somebody in and does not any more. `key` names it and opens nothing: a hash of its hash. */
export interface EndedSignIn {
  readonly key: string
  readonly what: 'session' | 'join' | 'reset'
  readonly memberName: string
  readonly endedAt: Date
}

/** Which of the two a row is stands before the hash. */
const keyOf = (mark: 's' | 'i') => sql`${mark} || encode(sha256(token_hash), 'hex')`

const ended = (before: Date) => sql<EndedSignIn>`
  select ${keyOf('s')} as key, 'session' as what, m.name as "memberName", s.expires_at as "endedAt"
  from sessions s join members m on m.workspace_id = s.workspace_id and m.id = s.member_id
  where s.expires_at < ${before}::timestamptz
  union all
  select ${keyOf('i')}, i.purpose, m.name, least(i.expires_at, i.used_at)
  from invitations i join members m on m.workspace_id = i.workspace_id and m.id = i.member_id
  where least(i.expires_at, i.used_at) < ${before}::timestamptz`

/** What ended before a moment, by key: after the given one, so many; or these. */
export async function endedSignIns(
  db: Database,
  before: Date,
  which: { readonly after: string; readonly limit: number } | { readonly keys: readonly string[] },
): Promise<EndedSignIn[]> {
  const wanted =
    'keys' in which
      ? sql`where key = any(${[...which.keys]}::text[]) order by key`
      : sql`where key collate "C" > ${which.after} order by key collate "C" limit ${which.limit}`
  const found = await sql<EndedSignIn>`select * from (${ended(before)}) ended ${wanted}`.execute(own(db))
  return found.rows
}

/** Forgets what ended before a moment, of these keys. */
export async function forgetSignIns(db: Database, keys: readonly string[], before: Date): Promise<void> {
  const wanted = sql`${[...keys]}::text[]`
  await sql`delete from sessions where expires_at < ${before}::timestamptz and ${keyOf('s')} = any(${wanted})`.execute(
    own(db),
  )
  await sql`delete from invitations where least(expires_at, used_at) < ${before}::timestamptz
    and ${keyOf('i')} = any(${wanted})`.execute(own(db))
}
