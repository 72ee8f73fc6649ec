import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Link } from './rules.ts'
import type { AuditTables } from './tables.ts'

const own = (db: Database) => tablesOf<AuditTables>(db)

export interface Head {
  readonly sequence: number
  readonly hash: Buffer
  readonly seal: Buffer | null
}

/** Waits for whoever is writing to this chain, and keeps others waiting until the transaction ends. */
export async function lockHead(db: Database): Promise<Head | undefined> {
  return own(db).selectFrom('audit_heads').select(['sequence', 'hash', 'seal']).forUpdate().executeTakeFirst()
}

/** Makes the end of a chain that begins; a second one that comes at the same moment waits, then finds it. */
export async function insertHead(db: Database, hash: Buffer): Promise<void> {
  await own(db)
    .insertInto('audit_heads')
    .values({ sequence: 0, hash, seal: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function moveHead(db: Database, head: { sequence: number; hash: Buffer; seal: Buffer }): Promise<void> {
  await own(db).updateTable('audit_heads').set(head).execute()
}

/** Writes links in one statement, whose text is the same for any number of them. */
export async function insertLinks(db: Database, links: readonly Link[]): Promise<void> {
  await sql`
    insert into audit_entries (sequence, at, action, actor_kind, actor_id, subject_kind, subject_id, subject_name,
      details, request_id, previous_hash, hash)
    select sequence, at, action, "actorKind", "actorId", "subjectKind", "subjectId", "subjectName",
      details, "requestId", decode("previousHash", 'hex'), decode(hash, 'hex')
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link(sequence bigint, at timestamptz, action text,
      "actorKind" text, "actorId" uuid, "subjectKind" text, "subjectId" text, "subjectName" text, details text,
      "requestId" text, "previousHash" text, hash text)`.execute(own(db))
}

/** The end of the chain and the highest row, both of one moment. */
export async function readEnd(db: Database): Promise<(Head & { highest: number }) | undefined> {
  return own(db)
    .selectFrom('audit_heads')
    .select([
      'sequence',
      'hash',
      'seal',
      sql<number>`coalesce((select max(e.sequence) from audit_entries e where e.workspace_id = audit_heads.workspace_id), 0)`.as(
        'highest',
      ),
    ])
    .executeTakeFirst()
}

// To the microsecond: a Date would hide a change of less than a millisecond.
const exactly = sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const asLink = [
  'workspace_id as workspaceId',
  'sequence',
  exactly.as('at'),
  'action',
  'actor_kind as actorKind',
  'actor_id as actorId',
  'subject_kind as subjectKind',
  'subject_id as subjectId',
  'subject_name as subjectName',
  'details',
  'request_id as requestId',
  sql<string>`encode(previous_hash, 'hex')`.as('previousHash'),
  sql<string>`encode(hash, 'hex')`.as('hash'),
] as const

/** Links in order, after one sequence and up to another. */
export function linksAfter(db: Database, after: number, until: number, limit: number): Promise<Link[]> {
  return own(db)
    .selectFrom('audit_entries')
    .select(asLink)
    .where('sequence', '>', after)
    .where('sequence', '<=', until)
    .orderBy('sequence')
    .limit(limit)
    .execute()
}

/** Which entries are wanted. An action that ends in `.*` is every action of that part. */
export interface Wanted {
  readonly action?: string
  readonly actor?: string
  readonly subject?: string
  readonly from?: Date
  readonly until?: Date
  /** Entries older than this one. */
  readonly before?: number
}

/** Entries, the newest first. */
export function listLinks(db: Database, wanted: Wanted, limit: number): Promise<Link[]> {
  const { action, actor, subject, from, until, before } = wanted
  const part = action?.endsWith('.*') ? action.slice(0, -1) : undefined
  let query = own(db).selectFrom('audit_entries').select(asLink)
  if (part !== undefined) query = query.where('action', 'like', `${part}%`)
  else if (action !== undefined) query = query.where('action', '=', action)
  if (actor !== undefined) query = query.where('actor_id', '=', actor)
  if (subject !== undefined) query = query.where('subject_id', '=', subject)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (until !== undefined) query = query.where('at', '<', until)
  if (before !== undefined) query = query.where('sequence', '<', before)
  return query.orderBy('sequence', 'desc').limit(limit).execute()
}
