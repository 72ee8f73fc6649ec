import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { PortalTables } from './tables.ts'

const own = (db: Database) => tablesOf<PortalTables>(db)

/** Letters by the tickets that they became and the addresses that they came from. */
export interface Senders {
  readonly ticketIds: readonly string[]
  /** As forms keep them. */
  readonly addresses: readonly string[]
}

const theirs = ({ ticketIds, addresses }: Senders) => sql<boolean>`(ticket_id = any(${[...ticketIds]}::uuid[])
  or lower(address) = any(${addresses.map((address) => address.toLowerCase())}::text[]))`

export async function countLetters(db: Database, whose: Senders): Promise<number> {
  const found = await own(db)
    .selectFrom('form_letters')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(theirs(whose))
    .executeTakeFirstOrThrow()
  return found.count
}

/** Removes letters; answers the photos that those held which are no messages yet, a list for each letter. */
export async function deleteLetters(db: Database, whose: Senders): Promise<string[][]> {
  const rows = await own(db).deleteFrom('form_letters').where(theirs(whose)).returning('content').execute()
  return rows.map(({ content }) => content?.photos.map(({ sha256 }) => sha256) ?? [])
}

/** Which of these files letters hold that are no messages yet. */
export async function heldByLetters(db: Database, files: readonly string[]): Promise<string[]> {
  const held = await sql<{ sha256: string }>`
    select distinct photo ->> 'sha256' as sha256 from form_letters, jsonb_array_elements(content -> 'photos') as photo
    where content is not null and photo ->> 'sha256' = any(${[...files]}::text[])`.execute(own(db))
  return held.rows.map(({ sha256 }) => sha256)
}
