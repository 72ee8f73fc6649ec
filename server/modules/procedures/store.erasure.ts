import { sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { TaskKind, TaskStage } from './schema.ts'
import type { ProcedureTables } from './tables.ts'

const own = (db: Database) => tablesOf<ProcedureTables>(db)

/** Tasks of any of these tickets or orders. */
export interface OfWhich {
  readonly ticketIds: readonly string[]
  readonly orderIds: readonly string[]
}

const among = ({ ticketIds, orderIds }: OfWhich) =>
  sql<boolean>`(ticket_id = any(${[...ticketIds]}::uuid[]) or order_id = any(${[...orderIds]}::uuid[]))`

/** Empties what these tasks hold in words: the address, and why. Kinds, stages, goods, days and whether it was in time stay. */
export async function emptyWords(db: Database, which: OfWhich): Promise<number> {
  const emptied = await own(db)
    .updateTable('order_tasks')
    .set({
      address: null,
      reason: null,
      reference: null,
      refusal: null,
      not_told: null,
      // Which checks were overridden stays, so that some word must stand beside them.
      override_reason: sql`case when override_reason is null then null else '' end`,
    })
    .where(among(which))
    .where(sql<boolean>`(address is not null or reason is not null or reference is not null or refusal is not null
      or not_told is not null or override_reason <> '')`)
    .executeTakeFirst()
  return Number(emptied.numUpdatedRows)
}

/** Empties only the addresses that tasks of these orders were to change or send to. */
export async function emptyAddresses(db: Database, orderIds: readonly string[]): Promise<void> {
  await own(db)
    .updateTable('order_tasks')
    .set({ address: null })
    .where(sql<boolean>`order_id = any(${[...orderIds]}::uuid[])`)
    .where('address', 'is not', null)
    .execute()
}

/** A task in the words of an export. */
export interface ExportedTask {
  readonly orderNumber: string
  readonly kind: TaskKind
  readonly stage: TaskStage
  readonly sku: string | null
  readonly newSku: string | null
  readonly quantity: number | null
  readonly address: string | null
  readonly reason: string | null
  readonly reference: string | null
  readonly begunAt: Date
  readonly endedAt: Date | null
}

export const tasksInFull = (db: Database, which: OfWhich): Promise<ExportedTask[]> =>
  own(db)
    .selectFrom('order_tasks')
    .select(['order_number as orderNumber', 'kind', 'stage', 'sku', 'new_sku as newSku', 'quantity', 'address'])
    .select(['reason', 'reference', 'begun_at as begunAt', 'ended_at as endedAt'])
    .where(among(which))
    .orderBy('id')
    .execute()

/** Of these orders those of which something was asked. */
export async function ordersAmong(db: Database, orderIds: readonly string[]): Promise<string[]> {
  const found = await own(db)
    .selectFrom('order_tasks')
    .select('order_id as orderId')
    .distinct()
    .where(sql<boolean>`order_id = any(${[...orderIds]}::uuid[])`)
    .execute()
  return found.map(({ orderId }) => orderId)
}
