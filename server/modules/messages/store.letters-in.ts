import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { MessageTables } from './tables.ts'

/** What a buyer wrote, as a letter of a ticket. */
export interface BuyersLetter {
  readonly ticketId: string
  readonly authorName: string
  readonly address: string | null
  readonly subject: string | null
  readonly text: string
  readonly quoted: string | null
}

/** A letter is read so far: whoever has more to say has said long ago what it is about. */
const mostCharacters = 20_000

/** The first ten and the last ten letters of each ticket, the newest first. */
export async function buyersLetters(db: Database, ticketIds: readonly string[]): Promise<BuyersLetter[]> {
  const ofTicket = (order: 'asc' | 'desc') => sql`(select id from messages
    where workspace_id = current_workspace() and ticket_id = wanted.id and direction = 'inbound'
    order by id ${sql.raw(order)} limit 10)`
  const found = await sql<BuyersLetter>`
    select m.ticket_id as "ticketId", m.author_name as "authorName", m.address, m.subject,
      left(m.text, ${sql.lit(mostCharacters)}) as text, left(m.quoted, ${sql.lit(mostCharacters)}) as quoted
    from unnest(${[...ticketIds]}::uuid[]) as wanted (id)
    cross join lateral (${ofTicket('asc')} union ${ofTicket('desc')}) chosen
    join messages m on m.workspace_id = current_workspace() and m.ticket_id = wanted.id and m.id = chosen.id
    order by m.ticket_id, m.id desc`.execute(tablesOf<MessageTables>(db))
  return found.rows
}
