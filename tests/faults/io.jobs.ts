import pg from 'pg'
import { systemContext } from '../../server/platform/context.ts'
import type { Database, ServingAddress } from '../../server/platform/db.ts'
import { PgBossQueue } from '../../server/platform/jobs.queue.ts'
import type { Envelope, Job, JobQueue, NewJob } from '../../server/platform/jobs.ts'
import type { Logger } from '../../server/platform/log.ts'
import type { Services } from '../../server/platform/services.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly data: Envelope
}

/** The tries that a job of the real queue has at the least (server/platform/jobs.queue.ts: 12). */
const mostTries = 6

/**
 * The desk's own queue, into which jobs go as in production, worked by the run: when it says so, by its clock, one after
 * the other. A job whose handler fails goes behind the others and is tried again, as a worker would.
 */
export class TriedQueue implements JobQueue {
  readonly #queue: PgBossQueue
  readonly #client: pg.Client
  readonly #jobs: ReadonlyMap<string, Job>
  readonly #now: () => Date
  readonly #tries = new Map<string, number>()

  constructor(address: ServingAddress, jobs: readonly Job[], { log, now }: { log: Logger; now: () => Date }) {
    this.#queue = new PgBossQueue(address, log)
    this.#client = new pg.Client({ connectionString: address.url, application_name: 'looks on' })
    this.#jobs = new Map(jobs.map((job) => [job.name, job]))
    this.#now = now
  }

  async open(): Promise<void> {
    await this.#client.connect()
  }

  send(db: Database, jobs: readonly NewJob[]): Promise<void> {
    return this.#queue.send(db, jobs)
  }

  /** Works what is due until nothing is. */
  async work(services: Services): Promise<void> {
    for (let job = await this.#due(); job; job = await this.#due()) {
      const context = systemContext(services, job.data.workspaceId, job.id)
      try {
        await this.#jobs.get(job.name)?.handle(context, job.data.payload as never)
        await this.#client.query('delete from pgboss.job where id = $1', [job.id])
      } catch (error) {
        const tries = (this.#tries.get(job.id) ?? 0) + 1
        this.#tries.set(job.id, tries)
        if (tries === mostTries) throw new Error(`${job.name} fails again and again`, { cause: error })
        await this.#client.query('update pgboss.job set created_on = clock_timestamp() where id = $1', [job.id])
      }
    }
  }

  async close(): Promise<void> {
    await this.#client.end()
    await this.#queue.close()
  }

  async #due(): Promise<Row | undefined> {
    const { rows } = await this.#client.query<Row>(
      `select id::text, name, data from pgboss.job
       where state = 'created' and (data->>'startAfter' is null or (data->>'startAfter')::timestamptz <= $1)
       order by created_on, ctid limit 1`,
      [this.#now()],
    )
    return rows[0]
  }
}
