import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { afterCommit, type Context, systemContext } from './context.ts'
import { type Database, type ServingAddress, tablesOf } from './db.ts'
import type { Logger } from './log.ts'
import type { Services } from './services.ts'

/** Work that a module does apart from requests. Handlers are idempotent: a killed worker's job runs again. */
export interface Job<Payload = never> {
  readonly name: string
  readonly handle: (context: Context, payload: Payload) => Promise<void>
  /** Tries after the first; the wait doubles from `delaySeconds` up to `maxDelaySeconds`. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number; readonly maxDelaySeconds: number }
  /** Jobs worked at the same time in one process. */
  readonly concurrency?: number
  /** How late a job with a start time of its own may begin; those without one are woken at once. 5 unless told. */
  readonly lateSeconds?: number
}

/** Work on rows whose time has come, looked for at a steady beat in every workspace. */
export interface Sweep {
  readonly name: string
  readonly everySeconds: number
  readonly handle: (context: Context) => Promise<void>
}

/** A thing that runs as long as its process: a mail receiver, a mailbox watcher. `start` resolves with its stop. */
export interface Daemon {
  readonly name: string
  readonly start: (services: Services) => Promise<() => Promise<void>>
}

/** How a job waits in the queue. */
export interface Waiting {
  /** Not before this time. */
  readonly startAfter?: Date
  /**
   * A job of this name and key that waits already does this one's work too. Transactions that are open at the same
   * moment do not see one another's jobs and may each leave one, so the handler must bear being called once more.
   */
  readonly key?: string
}

/** What stands in the queue: ids and the workspace, never text of people. */
export interface Envelope {
  readonly workspaceId: string
  readonly payload: object
  readonly startAfter?: string
}

/** The queue of jobs, in PostgreSQL. */
export interface JobQueue {
  send(db: Database, name: string, envelope: Envelope, waiting: Waiting): Promise<void>
}

/**
 * Puts a job in the queue within the caller's transaction: it exists exactly when the change does. Workers are woken
 * after the commit; a job whose wake-up call was lost is found at their next look.
 */
export async function enqueue(context: Context, name: string, payload: object, waiting: Waiting = {}): Promise<void> {
  const startAfter = waiting.startAfter ? { startAfter: waiting.startAfter.toISOString() } : {}
  const envelope = { workspaceId: context.workspaceId, payload, ...startAfter }
  await context.services.jobs.send(context.db, name, envelope, waiting)
  if (!waiting.startAfter || waiting.startAfter <= context.now())
    afterCommit(context, () => context.services.databases.notify(wakeChannel, name))
}

const schema = 'pgboss'
/** Where pg-boss hears which queue has work (its plans.js, notifyChannelSql). */
const wakeChannel = `pgboss_${createHash('sha224').update(schema).digest('hex').slice(0, 24)}`

const retryDefaults = { limit: 12, delaySeconds: 1, maxDelaySeconds: 300 }
const deadLetters = 'dead-letters'

/** pg-boss: leases, retries and dead letters on the same PostgreSQL, in the caller's transaction. */
export class PgBossQueue implements JobQueue {
  readonly #boss: PgBoss
  readonly #log: Logger

  constructor(address: ServingAddress, log: Logger) {
    this.#log = log
    this.#boss = new PgBoss({
      connectionString: address.url,
      ...(address.options ? { options: address.options } : {}),
      application_name: 'amends-jobs',
      max: 6,
      schema,
      createSchema: false,
      useListenNotify: true,
      persistWarnings: false,
    })
    this.#boss.on('error', (error) => log.error({ err: error }, 'the job queue met an error'))
  }

  /** Opens the queue and makes sure that every named queue exists. */
  async open(jobs: readonly Job[]): Promise<void> {
    await this.#boss.start()
    await this.#boss.createQueue(deadLetters)
    for (const job of jobs) {
      const retry = job.retry ?? retryDefaults
      const options = {
        retryLimit: retry.limit,
        retryDelay: retry.delaySeconds,
        retryBackoff: true,
        retryDelayMax: retry.maxDelaySeconds,
        expireInSeconds: 60,
        heartbeatSeconds: 10,
        deleteAfterSeconds: 3_600,
        deadLetter: deadLetters,
        notify: true,
      }
      await this.#boss.createQueue(job.name, options)
      await this.#boss.updateQueue(job.name, options)
    }
  }

  async send(db: Database, name: string, envelope: Envelope, waiting: Waiting): Promise<void> {
    const key = waiting.key === undefined ? undefined : `${envelope.workspaceId}:${waiting.key}`
    if (key !== undefined && (await joinsWaiting(db, name, key, waiting.startAfter))) return
    await insertJob(db, name, envelope, key ?? null, waiting.startAfter ?? null)
  }

  /** Starts working the jobs in this process. */
  async work(services: Services, jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) for (let at = 0; at < (job.concurrency ?? 2); at++) await this.#startWorker(services, job)
  }

  async #startWorker(services: Services, job: Job): Promise<void> {
    const options = {
      batchSize: 1,
      pollingIntervalSeconds: Math.min(2, job.lateSeconds ?? 2),
      notifyPollingIntervalSeconds: job.lateSeconds ?? 5,
    }
    const id = await this.#boss.work(job.name, options, async (received: { id: string; data: Envelope }[]) => {
      // Where one job waited others may: without this a worker would rest for seconds after each, however many wait.
      this.#boss.notifyWorker(id)
      for (const { id, data } of received) await this.#handle(services, job, id, data)
    })
  }

  async #handle(services: Services, job: Job, id: string, envelope: Envelope): Promise<void> {
    const context = systemContext(services, envelope.workspaceId, id)
    const beganMs = performance.now()
    const took = () => (performance.now() - beganMs) / 1_000
    try {
      await job.handle(context, envelope.payload as never)
      services.metrics.worked(job.name, 'done', took())
    } catch (error) {
      services.metrics.worked(job.name, 'failed', took())
      this.#log.warn({ job: job.name, requestId: id, err: error }, 'a job failed and will be tried again')
      throw error
    }
  }

  /** Lets running jobs finish (at most 8 s), then lets go of the connection. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 8_000 })
  }
}

/**
 * pg-boss's own sending notifies inside the transaction, which makes writers wait for one another (see Notices), and
 * names the queue in the statement's text, so that each queue is planned apart. The columns are those of its insertJobs.
 */
async function insertJob(
  db: Database,
  name: string,
  envelope: Envelope,
  key: string | null,
  startAfter: Date | null,
): Promise<void> {
  const inserted = await sql`insert into pgboss.job_common (name, data, start_after, keep_until, singleton_key,
      expire_seconds, deletion_seconds, retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter,
      heartbeat_seconds)
    select q.name, ${JSON.stringify(envelope)}::jsonb, at, at + q.retention_seconds * interval '1 second', ${key}::text,
      q.expire_seconds, q.deletion_seconds, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy,
      q.dead_letter, q.heartbeat_seconds
    from pgboss.queue q, coalesce(${startAfter}::timestamptz, now()) as at
    where q.name = ${name}`.execute(tablesOf<Record<never, never>>(db))
  if (inserted.numAffectedRows !== 1n) throw new Error(`no module works the job ${name}`)
}

/**
 * Whether a job that waits will see what this transaction does. It is held until the commit: a worker passes over held
 * jobs, so none can take it too early and miss the change. pg-boss's own unique keys would make writers wait for one
 * another instead, and lose the change of whoever comes while the job is being taken. Jobs that have waited for long are
 * left alone, so that a stream of writers cannot hold one for ever.
 */
async function joinsWaiting(db: Database, name: string, key: string, startAfter: Date | undefined): Promise<boolean> {
  const latest = startAfter?.toISOString() ?? null
  const held = await sql`select 1 from pgboss.job
    where name = ${name} and singleton_key = ${key} and state = 'created'
      and start_after <= greatest(now(), ${latest}::timestamptz)
      and (created_on > now() - interval '5 seconds' or start_after > now())
    limit 1 for share skip locked`.execute(tablesOf<Record<never, never>>(db))
  return held.rows.length > 0
}
