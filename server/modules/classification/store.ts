import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { KeywordRule, Kind, NewKeywordRule } from './schema.ts'
import type { ClassificationTables } from './tables.ts'

const own = (db: Database) => tablesOf<ClassificationTables>(db)

/** What decides in this workspace at the moment. */
export interface State {
  readonly modelId: string | null
  readonly learntAt: Date | null
  readonly learntFrom: number
  readonly rulesVersion: number
  readonly orderPatterns: string[]
}

const untaught: State = { modelId: null, learntAt: null, learntFrom: 0, rulesVersion: 0, orderPatterns: [] }

export async function readState(db: Database): Promise<State> {
  const found = await own(db)
    .selectFrom('classification_state')
    .select(['model_id as modelId', 'learnt_at as learntAt', 'learnt_from as learntFrom'])
    .select(['rules_version as rulesVersion', 'order_patterns as orderPatterns'])
    .executeTakeFirst()
  return found ?? untaught
}

/** Tells every process that the workspace's rules have changed, and keeps its order numbers when given. */
export async function countRuleChange(db: Database, orderPatterns?: readonly string[]): Promise<void> {
  const patterns = orderPatterns === undefined ? {} : { order_patterns: JSON.stringify(orderPatterns) }
  await own(db)
    .insertInto('classification_state')
    .values({ rules_version: 1, ...patterns })
    .onConflict((conflict) =>
      conflict
        .column('workspace_id')
        .doUpdateSet({ rules_version: sql<number>`classification_state.rules_version + 1`, ...patterns }),
    )
    .execute()
}

const asRule = ['id', 'phrase', 'language', 'kind', 'sub_type as subType', 'active', 'updated_at as updatedAt'] as const

/** All rules of the workspace, by phrase. There are at most a few hundred. */
export function listRules(db: Database): Promise<KeywordRule[]> {
  return own(db).selectFrom('classification_rules').select(asRule).orderBy('phrase').orderBy('id').execute()
}

export async function countRules(db: Database): Promise<number> {
  const { count } = await own(db)
    .selectFrom('classification_rules')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Adds a rule; undefined when the phrase has one in that language. */
export function insertRule(db: Database, id: string, rule: NewKeywordRule, at: Date): Promise<KeywordRule | undefined> {
  return own(db)
    .insertInto('classification_rules')
    .values({ id, ...columnsOf(rule, at) })
    .onConflict((conflict) => conflict.doNothing())
    .returning(asRule)
    .executeTakeFirst()
}

/** Whether another rule has this phrase in this language. */
export async function isPhraseTaken(db: Database, rule: NewKeywordRule, exceptId: string): Promise<boolean> {
  const found = await own(db)
    .selectFrom('classification_rules')
    .select('id')
    .where(sql<boolean>`lower(phrase) = lower(${rule.phrase})`)
    .where('language', rule.language === null ? 'is' : '=', rule.language)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return found !== undefined
}

export function updateRule(db: Database, id: string, rule: NewKeywordRule, at: Date): Promise<KeywordRule | undefined> {
  return own(db)
    .updateTable('classification_rules')
    .set(columnsOf(rule, at))
    .where('id', '=', id)
    .returning(asRule)
    .executeTakeFirst()
}

export async function deleteRule(db: Database, id: string): Promise<boolean> {
  const result = await own(db).deleteFrom('classification_rules').where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

function columnsOf({ phrase, language, kind, subType, active }: NewKeywordRule, at: Date) {
  return { phrase, language, kind, sub_type: subType, active, updated_at: at }
}

/** What a person said, ready to be learnt. */
export interface KeptCorrection {
  readonly text: string
  readonly language: string
  readonly kind: Kind
  readonly subType: string | null
}

/** Keeps a correction; a ticket's second one takes the place of its first. */
export async function keepCorrection(
  db: Database,
  correction: KeptCorrection & { id: string; ticketId: string | null; by: string; at: Date },
): Promise<void> {
  const row = {
    text: correction.text,
    language: correction.language,
    kind: correction.kind,
    sub_type: correction.subType,
    corrected_by: correction.by,
    corrected_at: correction.at,
  }
  await own(db)
    .insertInto('classification_corrections')
    .values({ id: correction.id, ticket_id: correction.ticketId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'ticket_id']).where('ticket_id', 'is not', null).doUpdateSet(row),
    )
    .execute()
}

/** Takes the text out of the corrections of these tickets. */
export async function emptyCorrections(db: Database, ticketIds: readonly string[]): Promise<void> {
  await own(db)
    .updateTable('classification_corrections')
    .set({ text: '' })
    .where(sql<boolean>`ticket_id = any(${[...ticketIds]}::uuid[])`)
    .execute()
}

/** The newest corrections, oldest of them first, so that training sees them in a fixed order. */
export async function newestCorrections(db: Database, limit: number): Promise<KeptCorrection[]> {
  const rows = await own(db)
    .selectFrom('classification_corrections')
    .select(['text', 'language', 'kind', 'sub_type as subType'])
    .where('text', '!=', '')
    .orderBy('corrected_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

/** How many corrections there are, and when the last was made. */
export function correctionsSoFar(db: Database): Promise<{ count: number; lastAt: Date | null }> {
  return own(db)
    .selectFrom('classification_corrections')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.max('corrected_at').as('lastAt')])
    .executeTakeFirstOrThrow()
}
