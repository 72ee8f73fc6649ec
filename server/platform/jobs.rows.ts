import { sql } from 'kysely'
import { asRecords } from './db.records.ts'
import { type Database, tablesOf } from './db.ts'
import type { Envelope, Waiting } from './jobs.ts'

/** A job as its row will be. */
export interface QueuedRow {
  readonly name: string
  readonly data: Envelope
  readonly key: string | null
  readonly start_after: string | null
}

/**
 * pg-boss's own sending notifies inside the transaction, which makes writers wait for one another (see Notices), and
 * names the queue in the statement's text, so that each queue is planned apart. The columns are those of its insertJobs.
 */
export async function insertJobs(db: Database, rows: readonly QueuedRow[]): Promise<void> {
  const inserted = await sql`insert into pgboss.job_common (name, data, start_after, keep_until, singleton_key,
      expire_seconds, deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter,
      heartbeat_seconds)
    select q.name, job.data, at, at + q.retention_seconds * interval '1 second', job.key,
      q.expire_seconds, q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy,
      q.dead_letter, q.heartbeat_seconds
    from jsonb_to_recordset(${asRecords(rows)}::jsonb)
        as job(name text, data jsonb, key text, start_after timestamptz)
      join pgboss.queue q on q.name = job.name
      cross join lateral coalesce(job.start_after, now()) as at`.execute(tablesOf<Record<never, never>>(db))
  if (inserted.numAffectedRows !== BigInt(rows.length))
    throw new Error(`no module works one of the jobs ${[...new Set(rows.map(({ name }) => name))].join(', ')}`)
}

/**
 * Whether a job that waits will see what this transaction does. It is held until the commit: a worker passes over held
 * jobs, so none can take it too early and miss the change. pg-boss's own unique keys would make writers wait for one
 * another instead, and lose the change of whoever comes while the job is being taken. Jobs that have waited for long are
 * left alone, so that a stream of writers cannot hold one for ever.
 */
export async function joinsWaiting(
  db: Database,
  name: string,
  key: string,
  startAfter: Date | undefined,
): Promise<boolean> {
  const latest = startAfter?.toISOString() ?? null
  const held = await sql`select 1 from pgboss.job
    where name = ${name} and singleton_key = ${key} and state = 'created'
      and start_after <= greatest(now(), ${latest}::timestamptz)
      and (created_on > now() - interval '5 seconds' or start_after > now())
    limit 1 for share skip locked`.execute(tablesOf<Record<never, never>>(db))
  return held.rows.length > 0
}

/** Whether a job that the same transaction leaves begins early enough for what is wanted. */
export const isInTime = (row: QueuedRow, { startAfter }: Waiting): boolean =>
  row.start_after === null || (startAfter !== undefined && row.start_after <= startAfter.toISOString())
