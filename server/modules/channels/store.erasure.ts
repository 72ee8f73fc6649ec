import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ChannelTables } from './tables.ts'

const own = (db: Database) => tablesOf<ChannelTables>(db)

/** Mails of which no message was made (copies, bounces, what was set aside), after the given id: nothing but their bytes tells whose they are. */
export function untoldMails(
  db: Database,
  after: string,
  limit: number,
): Promise<{ id: string; sha256: string; size: number }[]> {
  return own(db)
    .selectFrom('received_mails')
    .select(['id', 'sha256', 'size'])
    .where(sql<boolean>`(status in ('quarantined', 'discarded') or reason in ('copy', 'bounce'))`)
    .where('sha256', '!=', '')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Empties what is kept of received mails, but for what they are known by when they come again; answers their files. */
export async function emptyReceived(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const emptied = await sql<{ sha256: string }>`
    with theirs as (
      select id, sha256 from received_mails where id = any(${[...ids]}::uuid[]) and sha256 <> '' for update
    ), gone as (
      update received_mails r set sha256 = '', envelope_from = null, envelope_to = '', sender = null, message_id = null,
        about = null, relay_id = null, status = case when r.status in ('received', 'quarantined') then 'discarded' else r.status end
      from theirs where r.id = theirs.id
    )
    select sha256 from theirs`.execute(own(db))
  return emptied.rows.map(({ sha256 }) => sha256)
}

const emptyMail = { subject: '', text: '', references: [], attachments: [] }

/** Empties sent letters and takes back those that still wait; the marks by which deliveries are counted stay. */
export async function emptyOutgoing(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update outgoing_mails set recipients = '{}', mail = ${JSON.stringify(emptyMail)}::jsonb, problem = null,
      status = case when status = 'queued' then 'withdrawn' else status end
    where id = any(${[...ids]}::uuid[])`.execute(own(db))
}

/** Which of these files received mails hold. */
export async function heldByMails(db: Database, files: readonly string[]): Promise<string[]> {
  const held = await own(db)
    .selectFrom('received_mails')
    .select('sha256')
    .distinct()
    .where(sql<boolean>`sha256 = any(${[...files]}::text[])`)
    .execute()
  return held.map(({ sha256 }) => sha256)
}
