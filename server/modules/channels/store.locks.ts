import type { Databases } from '../../platform/db.ts'

/** Which mailboxes this process may watch; PostgreSQL gives each to one connection only, and takes it back when that ends. */
export interface MailboxLocks {
  /** Whether the connection still stands. */
  isHeld(): boolean
  take(channelId: string): Promise<boolean>
  release(channelId: string): Promise<void>
  close(): Promise<void>
}

/** Opens a connection of its own that holds the locks. */
export async function openMailboxLocks(databases: Databases): Promise<MailboxLocks> {
  const client = await databases.listener()
  let isHeld = true
  const lost = () => {
    isHeld = false
  }
  client.on('error', lost)
  client.on('end', lost)
  return {
    isHeld: () => isHeld,
    async take(channelId) {
      const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 7)) as taken', [channelId])
      return rows[0]?.taken === true
    },
    async release(channelId) {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 7))', [channelId])
    },
    close: () => client.end(),
  }
}
