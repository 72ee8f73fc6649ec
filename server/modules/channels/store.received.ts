import { sql } from 'kysely'
import { asRecords } from '../../platform/db.records.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ChannelTables } from './tables.ts'

const own = (db: Database) => tablesOf<ChannelTables>(db)

/** Whose channel an address is, over all workspaces; the one question that a mail server may ask from outside. */
export async function channelOfAddress(
  outside: Database,
  address: string,
): Promise<{ workspaceId: string; channelId: string } | undefined> {
  const found = await sql<{ workspaceId: string; channelId: string }>`
    select workspace_id as "workspaceId", id as "channelId" from channel_directory(${address}) limit 1`.execute(
    own(outside),
  )
  return found.rows[0]
}

export interface ReceivedRecord {
  id: string
  channelId: string
  sha256: string
  size: number
  envelopeFrom: string | null
  envelopeTo: string
  status: 'received' | 'done' | 'quarantined' | 'discarded'
  reason: string | null
  receivedAt: Date
}

/** A mail that was accepted and not yet read. */
export interface AcceptedMail {
  readonly id: string
  readonly channelId: string
  readonly sourceKey: string
  readonly sha256: string
  readonly size: number
  readonly envelopeFrom: string | null
  readonly envelopeTo: string
  readonly receivedAt: Date
}

/** Notes accepted mails; answers the ids of those that had not been accepted before. */
export async function insertReceived(db: Database, mails: readonly AcceptedMail[]): Promise<ReadonlySet<string>> {
  const added = await sql<{ id: string }>`insert into received_mails
      (id, channel_id, source_key, sha256, size, envelope_from, envelope_to, received_at)
    select id, "channelId", "sourceKey", sha256, size, "envelopeFrom", "envelopeTo", "receivedAt"
    from jsonb_to_recordset(${asRecords(mails)}::jsonb) as mail(id uuid, "channelId" uuid, "sourceKey" text, sha256 text,
      size bigint, "envelopeFrom" text, "envelopeTo" text, "receivedAt" timestamptz)
    on conflict (workspace_id, channel_id, source_key) do nothing returning id`.execute(own(db))
  return new Set(added.rows.map(({ id }) => id))
}

const asReceived = [
  'id',
  'channel_id as channelId',
  'sha256',
  'size',
  'envelope_from as envelopeFrom',
  'envelope_to as envelopeTo',
  'status',
  'reason',
  'received_at as receivedAt',
] as const

export const readReceivedRow = (db: Database, id: string): Promise<ReceivedRecord | undefined> =>
  own(db).selectFrom('received_mails').select(asReceived).where('id', '=', id).executeTakeFirst()

export const readReceivedRows = (db: Database, ids: readonly string[]): Promise<ReceivedRecord[]> =>
  own(db)
    .selectFrom('received_mails')
    .select(asReceived)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('status', '=', 'received')
    .orderBy('id')
    .execute()

/** Those of the mails that still wait, locked; what another worker has in hand is passed over. */
export async function lockReceived(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await own(db)
    .selectFrom('received_mails')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('status', '=', 'received')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** How a mail that was read ends, and what reading it has taught. */
export interface Settled {
  readonly id: string
  readonly status: 'done' | 'quarantined'
  readonly reason: string | null
  readonly at: Date
  readonly sender: string | null
  readonly messageId: string | null
}

/** Settles mails that this transaction has locked. */
export async function settleAll(db: Database, settled: readonly Settled[]): Promise<void> {
  await sql`update received_mails set status = mail.status, reason = mail.reason, settled_at = mail.at,
      sender = coalesce(mail.sender, received_mails.sender),
      message_id = coalesce(mail."messageId", received_mails.message_id)
    from jsonb_to_recordset(${asRecords(settled)}::jsonb)
      as mail(id uuid, status text, reason text, at timestamptz, sender text, "messageId" text)
    where received_mails.id = mail.id and received_mails.status = 'received'`.execute(own(db))
}

/** Settles a mail that still waits; false when it was settled before. */
export async function settle(
  db: Database,
  id: string,
  settled: { status: 'done' | 'quarantined' | 'discarded'; reason: string | null; at: Date },
  from: readonly ('received' | 'quarantined')[] = ['received'],
): Promise<boolean> {
  const result = await own(db)
    .updateTable('received_mails')
    .set({ status: settled.status, reason: settled.reason, settled_at: settled.at })
    .where('id', '=', id)
    .where('status', 'in', [...from])
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What reading a mail has taught: the parts by which a marketplace's mails find one another. */
export interface Learned {
  readonly sender: string
  readonly messageId: string | null
  /** Order or item number. */
  readonly about: string | null
  readonly relayId: string | null
}

export async function learn(db: Database, id: string, learned: Learned): Promise<void> {
  const { sender, messageId: message_id, about, relayId: relay_id } = learned
  await own(db)
    .updateTable('received_mails')
    .set({ sender, message_id, about, relay_id })
    .where('id', '=', id)
    .execute()
}

/** Message ids of a sender's earlier mails about the same order, item or reference, since a time, newest first. */
export async function earlierIds(db: Database, channelId: string, learned: Learned, since: Date): Promise<string[]> {
  if (!learned.about && !learned.relayId) return []
  const rows = await own(db)
    .selectFrom('received_mails')
    .select('message_id')
    .where('channel_id', '=', channelId)
    .where('sender', '=', learned.sender)
    .where('received_at', '>', since)
    .where((is) =>
      is.or([
        ...(learned.about ? [is('about', '=', learned.about)] : []),
        ...(learned.relayId ? [is('relay_id', '=', learned.relayId)] : []),
      ]),
    )
    .where((is) => is.or([is('about', 'is not', null), is('relay_id', 'is not', null)]))
    .orderBy('received_at', 'desc')
    .limit(5)
    .execute()
  return rows.flatMap(({ message_id }) => message_id ?? [])
}

/** What two copies of one mail share, and within which store or channel they are copies. */
export interface Content {
  readonly scopeId: string
  readonly key: string
  readonly receivedMailId: string
}

/**
 * Claims contents for mails; answers the mails whose content another has. Waits for claims that are not yet kept; in
 * order of their keys, so that no two wait for one another.
 */
export async function claimContents(db: Database, contents: readonly Content[]): Promise<ReadonlySet<string>> {
  if (contents.length === 0) return new Set()
  const records = asRecords(contents)
  const claimed = sql`jsonb_to_recordset(${records}::jsonb) as content("scopeId" uuid, key text, "receivedMailId" uuid)`
  await sql`insert into received_contents (scope_id, content_key, received_mail_id)
    select "scopeId", key, "receivedMailId" from ${claimed} order by "scopeId", key, "receivedMailId"
    on conflict (workspace_id, scope_id, content_key) do nothing`.execute(own(db))
  const copies = await sql<{ id: string }>`select content."receivedMailId" as id
    from ${claimed} join received_contents held on held.scope_id = content."scopeId" and held.content_key = content.key
    where held.received_mail_id <> content."receivedMailId"`.execute(own(db))
  return new Set(copies.rows.map(({ id }) => id))
}

/** The newest reference that a marketplace gave for answers to this sender. */
export async function relayIdOf(db: Database, channelId: string, sender: string): Promise<string | null> {
  const found = await own(db)
    .selectFrom('received_mails')
    .select('relay_id')
    .where('channel_id', '=', channelId)
    .where('sender', '=', sender)
    .where((is) => is.or([is('about', 'is not', null), is('relay_id', 'is not', null)]))
    .where('relay_id', 'is not', null)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found?.relay_id ?? null
}

/** A quarantined mail goes back to be read again; false when it is not in quarantine. */
export async function release(db: Database, id: string): Promise<boolean> {
  const result = await own(db)
    .updateTable('received_mails')
    .set({ status: 'received', reason: null, settled_at: null })
    .where('id', '=', id)
    .where('status', '=', 'quarantined')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Quarantined mails, newest first, before the given (time, id). */
export function quarantined(
  db: Database,
  page: { after?: readonly [string, string]; limit: number },
): Promise<ReceivedRecord[]> {
  let query = own(db).selectFrom('received_mails').select(asReceived).where('status', '=', 'quarantined')
  if (page.after)
    query = query.where(sql<boolean>`(received_at, id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`)
  return query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}
