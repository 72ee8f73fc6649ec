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

/** Channels by name, after the given (name, id). */
export function listChannels(
  db: Database,
  page: { after?: readonly [string, string]; limit: number },
): Promise<Channel[]> {
  let query = own(db).selectFrom('channels').select(asChannel)
  if (page.after) query = query.where(sql<boolean>`(name, id) > (${page.after[0]}, ${page.after[1]}::uuid)`)
  return query.orderBy('name').orderBy('id').limit(page.limit).execute()
}

/** Mailboxes that are to be watched. */
export const activeMailboxes = (db: Database): Promise<Channel[]> =>
  own(db).selectFrom('channels').select(asChannel).where('kind', '=', 'mailbox').where('active', '=', true).execute()

/** Whether an address is one of our own. */
export async function isChannelAddress(db: Database, address: string): Promise<boolean> {
  const found = await own(db).selectFrom('channels').select('id').where('address', '=', address).executeTakeFirst()
  return found !== undefined
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

export const readSecrets = (
  db: Database,
  id: string,
): Promise<{ secrets: Buffer | null; progress: MailboxProgress | null } | undefined> =>
  own(db).selectFrom('channels').select(['secrets', 'progress']).where('id', '=', id).executeTakeFirst()
