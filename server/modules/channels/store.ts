import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Channel, ChannelProblem, ChannelSettings, MailboxProgress } from './schema.ts'
import type { ChannelTables } from './tables.ts'

const own = (db: Database) => tablesOf<ChannelTables>(db)

const asChannel = [
  'id',
  'kind',
  'name',
  'address',
  'store_id as storeId',
  'settings',
  'active',
  'state',
  'problem',
  'checked_at as checkedAt',
  'created_at as createdAt',
] as const

export const readChannel = (db: Database, id: string): Promise<Channel | undefined> =>
  own(db).selectFrom('channels').select(asChannel).where('id', '=', id).executeTakeFirst()

/** Channels by name, after the given (name, id), of all stores or of these. */
export function listChannels(
  db: Database,
  page: { after?: readonly [string, string]; limit: number; storeIds?: readonly string[] },
): Promise<Channel[]> {
  let query = own(db).selectFrom('channels').select(asChannel)
  if (page.after) query = query.where(sql<boolean>`(name, id) > (${page.after[0]}, ${page.after[1]}::uuid)`)
  if (page.storeIds) query = query.where('store_id', 'in', page.storeIds.length > 0 ? [...page.storeIds] : [nobody])
  return query.orderBy('name').orderBy('id').limit(page.limit).execute()
}

/** The id of no store. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Whether any mail came in or went out by a channel. */
export async function hasMail(db: Database, id: string): Promise<boolean> {
  const came = await own(db)
    .selectFrom('received_mails')
    .select('id')
    .where('channel_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (came) return true
  const went = await own(db)
    .selectFrom('outgoing_mails')
    .select('id')
    .where('channel_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return went !== undefined
}

export async function deleteChannel(db: Database, id: string): Promise<void> {
  await own(db).deleteFrom('channels').where('id', '=', id).execute()
}

/** Mailboxes that are to be watched, each with a mark that changes when its settings or passwords do. */
export async function activeMailboxes(db: Database): Promise<{ channel: Channel; mark: string }[]> {
  const rows = await own(db)
    .selectFrom('channels')
    .select([...asChannel, sql<string>`md5(settings::text || coalesce(encode(secrets, 'hex'), ''))`.as('mark')])
    .where('kind', '=', 'mailbox')
    .where('active', '=', true)
    .execute()
  return rows.map(({ mark, ...channel }) => ({ channel, mark }))
}

/** The addresses that the workspace receives mail at. */
export async function channelAddresses(db: Database): Promise<ReadonlySet<string>> {
  const rows = await own(db).selectFrom('channels').select('address').execute()
  return new Set(rows.map(({ address }) => address))
}

/** The channel that a store's letters go out by: its own, the oldest first. */
export const channelOfStore = (db: Database, storeId: string): Promise<{ id: string } | undefined> =>
  own(db)
    .selectFrom('channels')
    .select('id')
    .where('store_id', '=', storeId)
    .where('active', '=', true)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()

/** Inserts a channel; false when its address is taken in this workspace. */
export async function insertChannel(
  db: Database,
  channel: Pick<Channel, 'id' | 'kind' | 'name' | 'address' | 'storeId' | 'settings' | 'createdAt'>,
  secrets: Buffer | null,
): Promise<boolean> {
  const result = await own(db)
    .insertInto('channels')
    .values({
      id: channel.id,
      kind: channel.kind,
      name: channel.name,
      address: channel.address,
      store_id: channel.storeId,
      settings: JSON.stringify(channel.settings),
      secrets,
      checked_at: null,
      created_at: channel.createdAt,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'address']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export interface ChannelUpdate {
  name?: string
  storeId?: string | null
  settings?: ChannelSettings
  secrets?: Buffer | null
  active?: boolean
  state?: Channel['state']
  problem?: ChannelProblem | null
  checkedAt?: Date
  progress?: MailboxProgress | null
}

export async function updateChannel(db: Database, id: string, change: ChannelUpdate): Promise<boolean> {
  const columns = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.storeId !== undefined && { store_id: change.storeId }),
    ...(change.settings !== undefined && { settings: JSON.stringify(change.settings) }),
    ...(change.secrets !== undefined && { secrets: change.secrets }),
    ...(change.active !== undefined && { active: change.active }),
    ...(change.state !== undefined && { state: change.state }),
    ...(change.problem !== undefined && { problem: change.problem && JSON.stringify(change.problem) }),
    ...(change.checkedAt !== undefined && { checked_at: change.checkedAt }),
    ...(change.progress !== undefined && { progress: change.progress && JSON.stringify(change.progress) }),
  }
  if (Object.keys(columns).length === 0) return true
  const result = await own(db).updateTable('channels').set(columns).where('id', '=', id).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** The sealed passwords of every channel that has some; nobody changes them until the transaction ends. */
export const lockSecrets = (db: Database): Promise<{ id: string; secrets: Buffer }[]> =>
  own(db)
    .selectFrom('channels')
    .select(['id', sql<Buffer>`secrets`.as('secrets')])
    .where('secrets', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute()

export const readSecrets = (
  db: Database,
  id: string,
): Promise<{ secrets: Buffer | null; progress: MailboxProgress | null } | undefined> =>
  own(db).selectFrom('channels').select(['secrets', 'progress']).where('id', '=', id).executeTakeFirst()
