import type { PackedModel } from '../../lib/softmax.packed.ts'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { ClassificationTables } from './tables.ts'

const own = (db: Database) => tablesOf<ClassificationTables>(db)

/** A trained model as kept. */
export interface KeptModel {
  readonly shippedVersion: string
  readonly packed: PackedModel
}

export function readModel(db: Database, id: string): Promise<KeptModel | undefined> {
  return own(db)
    .selectFrom('classification_models')
    .select(['shipped_version as shippedVersion', 'packed'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Which shipped phrases a kept model was trained with. */
export async function shippedVersionOf(db: Database, id: string): Promise<string | undefined> {
  const found = await own(db)
    .selectFrom('classification_models')
    .select('shipped_version as version')
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.version
}

/** Keeps a new model, lets it decide from now on, and throws away all but the newest few. */
export async function keepModel(
  db: Database,
  model: KeptModel & { id: string; learntFrom: number; at: Date },
  keep = 3,
): Promise<void> {
  await own(db)
    .insertInto('classification_models')
    .values({
      id: model.id,
      made_at: model.at,
      learnt_from: model.learntFrom,
      shipped_version: model.shippedVersion,
      packed: JSON.stringify(model.packed),
    })
    .execute()
  const state = { model_id: model.id, learnt_at: model.at, learnt_from: model.learntFrom }
  await own(db)
    .insertInto('classification_state')
    .values(state)
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(state))
    .execute()
  const newest = await own(db)
    .selectFrom('classification_models')
    .select('id')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(keep)
    .execute()
  await own(db)
    .deleteFrom('classification_models')
    .where(
      'id',
      'not in',
      newest.map(({ id }) => id),
    )
    .execute()
}
