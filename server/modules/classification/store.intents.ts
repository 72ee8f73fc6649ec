import { sql } from 'kysely'
import type { PackedModel } from '../../lib/softmax.packed.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Intent } from './schema.intent.ts'
import type { ClassificationTables } from './tables.ts'

const own = (db: Database) => tablesOf<ClassificationTables>(db)

/** What a person said a reply means, ready to be learnt. */
export interface ConfirmedIntent {
  readonly text: string
  readonly language: string
  readonly proposed: Intent
  readonly confirmed: Intent
}

/** Keeps a confirmation; a message's second one takes the place of its first. */
export async function keepConfirmation(
  db: Database,
  one: ConfirmedIntent & { id: string; messageId: string | null; ticketId: string | null; by: string; at: Date },
): Promise<void> {
  const row = {
    ticket_id: one.ticketId,
    text: one.text,
    language: one.language,
    proposed: one.proposed,
    confirmed: one.confirmed,
    confirmed_by: one.by,
    confirmed_at: one.at,
  }
  await own(db)
    .insertInto('classification_intents')
    .values({ id: one.id, message_id: one.messageId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'message_id']).where('message_id', 'is not', null).doUpdateSet(row),
    )
    .execute()
}

/** Takes the text out of the confirmations of these tickets. */
export async function emptyConfirmations(db: Database, ticketIds: readonly string[]): Promise<void> {
  await own(db)
    .updateTable('classification_intents')
    .set({ text: '' })
    .where(sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`)
    .execute()
}

/** The newest confirmations, oldest of them first, so that training sees them in a fixed order. */
export async function newestConfirmations(db: Database, limit: number): Promise<ConfirmedIntent[]> {
  const rows = await own(db)
    .selectFrom('classification_intents')
    .select(['text', 'language', 'proposed', 'confirmed'])
    .where('text', '!=', '')
    .orderBy('confirmed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

/** When the last confirmation was made; null without any. */
export async function lastConfirmedAt(db: Database): Promise<Date | null> {
  const { lastAt } = await own(db)
    .selectFrom('classification_intents')
    .select(({ fn }) => fn.max('confirmed_at').as('lastAt'))
    .executeTakeFirstOrThrow()
  return lastAt
}

/** Which model of the workspace decides, and what it knows; undefined where the shipped one does. */
export function readIntentState(
  db: Database,
): Promise<{ id: string; learntAt: Date; shippedVersion: string } | undefined> {
  return own(db)
    .selectFrom('classification_intent_models')
    .select(['id', 'learnt_at as learntAt', 'shipped_version as shippedVersion'])
    .executeTakeFirst()
}

/** The workspace's own trained model. */
export async function readIntentModel(db: Database): Promise<PackedModel | undefined> {
  const found = await own(db).selectFrom('classification_intent_models').select('packed').executeTakeFirst()
  return found?.packed
}

/** Keeps a new model in the place of the one before. */
export async function keepIntentModel(
  db: Database,
  model: { id: string; learntFrom: number; shippedVersion: string; packed: PackedModel; at: Date },
): Promise<void> {
  const row = {
    id: model.id,
    learnt_at: model.at,
    learnt_from: model.learntFrom,
    shipped_version: model.shippedVersion,
    packed: JSON.stringify(model.packed),
  }
  await own(db)
    .insertInto('classification_intent_models')
    .values(row)
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
}
