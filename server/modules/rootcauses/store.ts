import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Stream } from './rules.streams.ts'
import type { ReasonCount, State } from './schema.ts'
import type { RootCauseTables } from './tables.ts'

const own = (db: Database) => tablesOf<RootCauseTables>(db)

/** What the counts say of an anomaly, as of a look. */
export interface Figures {
  readonly observed: number
  readonly sent: number
  readonly exposure: number
  readonly expected: number
  readonly baseRate: number
  readonly tail: number
  readonly reasons: ReasonCount[]
  readonly weighedAt: Date
}

/** An anomaly as it lies in the rows. */
export interface AnomalyRecord extends Figures {
  readonly id: string
  readonly sku: string
  readonly since: string
  readonly batch: string | null
  readonly stream: Stream
  readonly state: State
  readonly foundAt: Date
  readonly evidence: number
  readonly actionId: string | null
  readonly actedAt: Date | null
  readonly closedAt: Date | null
  readonly closedBy: string | null
  readonly closeReason: string
}

const anomalies = (db: Database) =>
  own(db)
    .selectFrom('anomalies')
    .select(['id', 'sku', sql<string>`to_char(since, 'YYYY-MM-DD')`.as('since'), 'batch', 'stream', 'state'])
    .select(['found_at as foundAt', 'evidence', 'observed', 'sent', 'exposure', 'expected', 'base_rate as baseRate'])
    .select(['tail', 'reasons', 'action_id as actionId', 'acted_at as actedAt', 'closed_at as closedAt'])
    .select(['closed_by as closedBy', 'close_reason as closeReason', 'weighed_at as weighedAt'])

const figuresOf = (figures: Figures) => ({
  observed: figures.observed,
  sent: figures.sent,
  exposure: figures.exposure,
  expected: figures.expected,
  base_rate: figures.baseRate,
  tail: figures.tail,
  reasons: JSON.stringify(figures.reasons),
  weighed_at: figures.weighedAt,
})

/** Keeps a new anomaly; false where one of the SKU is open already. */
export async function insertAnomaly(db: Database, anomaly: AnomalyRecord): Promise<boolean> {
  const inserted = await own(db)
    .insertInto('anomalies')
    .values({
      id: anomaly.id,
      sku: anomaly.sku,
      since: anomaly.since,
      batch: anomaly.batch,
      stream: anomaly.stream,
      found_at: anomaly.foundAt,
      evidence: anomaly.evidence,
      ...figuresOf(anomaly),
      ...stateOf(anomaly),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

const stateOf = (anomaly: AnomalyRecord) => ({
  state: anomaly.state,
  action_id: anomaly.actionId,
  acted_at: anomaly.actedAt,
  closed_at: anomaly.closedAt,
  closed_by: anomaly.closedBy,
  close_reason: anomaly.closeReason,
})

/** Keeps how far an anomaly is. */
export async function updateState(db: Database, anomaly: AnomalyRecord): Promise<void> {
  await own(db).updateTable('anomalies').set(stateOf(anomaly)).where('id', '=', anomaly.id).execute()
}

/** Keeps what a later look says of the same orders. */
export async function updateFigures(db: Database, id: string, figures: Figures): Promise<void> {
  await own(db).updateTable('anomalies').set(figuresOf(figures)).where('id', '=', id).execute()
}

export const readAnomaly = (db: Database, id: string): Promise<AnomalyRecord | undefined> =>
  anomalies(db).where('id', '=', id).executeTakeFirst()

/** Reads it so that nobody else changes it before this transaction ends. */
export const lockAnomaly = (db: Database, id: string): Promise<AnomalyRecord | undefined> =>
  anomalies(db).where('id', '=', id).forUpdate().executeTakeFirst()

export const lockByAction = (db: Database, actionId: string): Promise<AnomalyRecord | undefined> =>
  anomalies(db).where('action_id', '=', actionId).forUpdate().executeTakeFirst()

/** Every anomaly that is not closed: tens, not thousands, as one is found of many thousand looks. */
export const openAnomalies = (db: Database): Promise<AnomalyRecord[]> =>
  anomalies(db).where('closed_at', 'is', null).orderBy('found_at', 'desc').orderBy('id', 'desc').execute()

/** An anomaly that somebody has judged. */
export interface Judged {
  readonly sku: string
  readonly state: State
  /** Days since 1970-01-01. */
  readonly since: number
  readonly closedAt: Date
}

export async function closedAnomalies(db: Database): Promise<Judged[]> {
  const found = await sql<Judged>`
    select sku, state, since - '1970-01-01'::date as since, closed_at as "closedAt"
    from anomalies where closed_at is not null`.execute(own(db))
  return found.rows
}

export interface AnomalyFilter {
  readonly isOpen: boolean
  /** (moment of finding, id) of the anomaly after which the page begins. */
  readonly after?: readonly [string, string] | undefined
  readonly limit: number
}

/** Anomalies, the newest first. */
export function listAnomalies(db: Database, { isOpen, after, limit }: AnomalyFilter): Promise<AnomalyRecord[]> {
  let query = anomalies(db).where('closed_at', isOpen ? 'is' : 'is not', null)
  const [moment, id] = after ?? []
  if (moment) query = query.where(sql<boolean>`(found_at, id) < (${moment}::timestamptz, ${id}::uuid)`)
  return query.orderBy('found_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}
