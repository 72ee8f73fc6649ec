import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { EarlierLetter } from './rules.ts'
import type { OutgoingContent, OutgoingMail } from './schema.ts'
import type { ChannelTables } from './tables.ts'

const own = (db: Database) => tablesOf<ChannelTables>(db)

export interface OutgoingRecord {
  id: string
  channelId: string
  ticketId: string | null
  messageId: string
  recipients: string[]
  mail: OutgoingContent
  automatic: boolean
  status: ChannelTables['outgoing_mails']['status']
  attempts: number
  notBefore: Date
  createdAt: Date
}

const asOutgoing = [
  'id',
  'channel_id as channelId',
  'ticket_id as ticketId',
  'message_id as messageId',
  'recipients',
  'mail',
  'automatic',
  'status',
  'attempts',
  'not_before as notBefore',
  'created_at as createdAt',
] as const

export async function insertOutgoing(db: Database, mail: Omit<OutgoingRecord, 'status' | 'attempts'>): Promise<void> {
  await own(db)
    .insertInto('outgoing_mails')
    .values({
      id: mail.id,
      channel_id: mail.channelId,
      ticket_id: mail.ticketId,
      message_id: mail.messageId,
      recipients: mail.recipients,
      mail: JSON.stringify(mail.mail),
      automatic: mail.automatic,
      status: 'queued',
      problem: null,
      not_before: mail.notBefore,
      created_at: mail.createdAt,
      sent_at: null,
    })
    .execute()
}

export const lockOutgoing = (db: Database, id: string): Promise<OutgoingRecord | undefined> =>
  own(db).selectFrom('outgoing_mails').select(asOutgoing).where('id', '=', id).forUpdate().executeTakeFirst()

export const outgoingByMessageId = (db: Database, messageId: string): Promise<OutgoingRecord | undefined> =>
  own(db).selectFrom('outgoing_mails').select(asOutgoing).where('message_id', '=', messageId).executeTakeFirst()

/** Those letters of the ticket before this one that are still on their way, oldest first. */
export async function earlierOnTheirWay(
  db: Database,
  mail: Pick<OutgoingRecord, 'id' | 'ticketId'>,
): Promise<EarlierLetter[]> {
  if (mail.ticketId === null) return []
  const found = await sql<EarlierLetter>`
    select status, attempts, not_before as "notBefore" from outgoing_mails
    where ticket_id = ${mail.ticketId} and id < ${mail.id} and status in ('queued', 'sending')
    order by id limit 50`.execute(own(db))
  return found.rows
}

/** Keeps a letter for whoever hands it over in this attempt; false when it is theirs no more. */
export async function prolongLease(db: Database, mail: OutgoingRecord, until: Date): Promise<boolean> {
  const result = await own(db)
    .updateTable('outgoing_mails')
    .set({ not_before: until })
    .where('id', '=', mail.id)
    .where('status', '=', 'sending')
    .where('attempts', '=', mail.attempts)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Whether a letter is still in this attempt's hands; locks it. */
export const isInHand = async (db: Database, mail: OutgoingRecord): Promise<boolean> => {
  const now = await lockOutgoing(db, mail.id)
  return now?.status === 'sending' && now.attempts === mail.attempts
}

export async function updateOutgoing(
  db: Database,
  id: string,
  change: {
    status: OutgoingRecord['status']
    attempts?: number
    problem?: string | null
    notBefore?: Date
    sentAt?: Date
  },
): Promise<void> {
  await own(db)
    .updateTable('outgoing_mails')
    .set({
      status: change.status,
      ...(change.attempts !== undefined && { attempts: change.attempts }),
      ...(change.problem !== undefined && { problem: change.problem }),
      ...(change.notBefore !== undefined && { not_before: change.notBefore }),
      ...(change.sentAt !== undefined && { sent_at: change.sentAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Letters, newest first, before the given (time, id), of one state and of these stores where told. */
export function listOutgoing(
  db: Database,
  page: {
    after?: readonly [string, string]
    limit: number
    status?: OutgoingMail['status']
    storeIds?: readonly string[]
  },
): Promise<OutgoingMail[]> {
  let query = own(db)
    .selectFrom('outgoing_mails')
    .select([...asOutgoing, sql<string>`mail ->> 'subject'`.as('subject'), 'problem', 'sent_at as sentAt'])
  if (page.status) query = query.where('status', '=', page.status)
  if (page.storeIds)
    query = query.where('channel_id', 'in', (from) =>
      from
        .selectFrom('channels')
        .select('channels.id')
        .where('store_id', 'in', [...(page.storeIds ?? []), nobody]),
    )
  if (page.after)
    query = query.where(sql<boolean>`(created_at, id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`)
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
}

/** The id of no store. */
const nobody = '00000000-0000-0000-0000-000000000000'
