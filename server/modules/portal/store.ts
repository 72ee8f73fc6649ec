import { type Database, tablesOf } from '../../platform/db.ts'
import type { KeptLetter } from './schema.forms.ts'
import type { PortalTables } from './tables.ts'

const own = (db: Database) => tablesOf<PortalTables>(db)

export interface FormRow {
  storeId: string
  linkId: string
  enabled: boolean
}

const asForm = ['store_id as storeId', 'link_id as linkId', 'enabled'] as const

export const formOfStore = (db: Database, storeId: string): Promise<FormRow | undefined> =>
  own(db).selectFrom('web_forms').select(asForm).where('store_id', '=', storeId).executeTakeFirst()

export const formOfLink = (db: Database, linkId: string): Promise<FormRow | undefined> =>
  own(db).selectFrom('web_forms').select(asForm).where('link_id', '=', linkId).executeTakeFirst()

/** Keeps how a store's form is set; `change` is what of a known one becomes different. */
export async function saveForm(
  db: Database,
  form: FormRow,
  change: Partial<Pick<FormRow, 'linkId' | 'enabled'>>,
  at: Date,
): Promise<void> {
  await own(db)
    .insertInto('web_forms')
    .values({ store_id: form.storeId, link_id: form.linkId, enabled: form.enabled, changed_at: at })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'store_id']).doUpdateSet({
        changed_at: at,
        ...(change.linkId !== undefined && { link_id: change.linkId }),
        ...(change.enabled !== undefined && { enabled: change.enabled }),
      }),
    )
    .execute()
}

export interface NewLetterRow {
  id: string
  storeId: string
  sourceKey: string
  contentHash: string
  address: string
  content: KeptLetter
  at: Date
}

/** Keeps a letter; false when the same one has come before. */
export async function insertLetter(db: Database, letter: NewLetterRow): Promise<boolean> {
  const result = await own(db)
    .insertInto('form_letters')
    .values({
      id: letter.id,
      store_id: letter.storeId,
      source_key: letter.sourceKey,
      content_hash: letter.contentHash,
      address: letter.address,
      content: JSON.stringify(letter.content),
      ticket_id: null,
      received_at: letter.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The letter that came to a store under a key before. */
export const letterOfKey = (
  db: Database,
  storeId: string,
  sourceKey: string,
): Promise<{ id: string; contentHash: string } | undefined> =>
  own(db)
    .selectFrom('form_letters')
    .select(['id', 'content_hash as contentHash'])
    .where('store_id', '=', storeId)
    .where('source_key', '=', sourceKey)
    .executeTakeFirst()

/** A letter, locked until the transaction ends: whoever else would make a ticket of it waits. */
export const lockLetter = (
  db: Database,
  id: string,
): Promise<{ storeId: string; content: KeptLetter | null; ticketId: string | null; receivedAt: Date } | undefined> =>
  own(db)
    .selectFrom('form_letters')
    .select(['store_id as storeId', 'content', 'ticket_id as ticketId', 'received_at as receivedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** The letter is a message now, and what it said stands there alone. */
export async function settleLetter(db: Database, id: string, ticketId: string): Promise<void> {
  await own(db).updateTable('form_letters').set({ content: null, ticket_id: ticketId }).where('id', '=', id).execute()
}

/** How many letters an address has sent since a moment, counted no further than the cap. */
export async function lettersSince(db: Database, address: string, since: Date, cap: number): Promise<number> {
  const rows = await own(db)
    .selectFrom('form_letters')
    .select('id')
    .where('address', '=', address)
    .where('received_at', '>', since)
    .limit(cap)
    .execute()
  return rows.length
}

/** Forgets letters that are tickets since long; one that is none yet stays until it is. */
export async function deleteSettledBefore(db: Database, moment: Date): Promise<void> {
  await own(db)
    .deleteFrom('form_letters')
    .where('received_at', '<', moment)
    .where('ticket_id', 'is not', null)
    .execute()
}
