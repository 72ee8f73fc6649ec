import { sql } from 'kysely'
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

/** Notes an accepted mail; false when the same mail was accepted before. */
export async function insertReceived(
  db: Database,
  mail: {
    id: string
    channelId: string
    sourceKey: string
    sha256: string
    size: number
    envelopeFrom: string | null
    envelopeTo: string
    receivedAt: Date
  },
): Promise<boolean> {
  const result = await own(db)
    .insertInto('received_mails')
    .values({
      id: mail.id,
      channel_id: mail.channelId,
      source_key: mail.sourceKey,
      sha256: mail.sha256,
      size: mail.size,
      envelope_from: mail.envelopeFrom,
      envelope_to: mail.envelopeTo,
      reason: null,
      sender: null,
      message_id: null,
      about: null,
      relay_id: null,
      received_at: mail.receivedAt,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id', 'source_key']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
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

/** Claims a content for a mail; false when another mail of the same content has it. Waits for a claim that is not yet kept. */
export async function claimContent(
  db: Database,
  content: { scopeId: string; key: string; receivedMailId: string },
): Promise<boolean> {
  await own(db)
    .insertInto('received_contents')
    .values({ scope_id: content.scopeId, content_key: content.key, received_mail_id: content.receivedMailId })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'scope_id', 'content_key']).doNothing())
    .execute()
  const holder = await own(db)
    .selectFrom('received_contents')
    .select('received_mail_id')
    .where('scope_id', '=', content.scopeId)
    .where('content_key', '=', content.key)
    .executeTakeFirst()
  return holder?.received_mail_id === content.receivedMailId
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
