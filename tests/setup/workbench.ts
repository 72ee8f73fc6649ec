import { sql } from 'kysely'
import { systemContext } from '../../server/platform/context.ts'
import { type Database, type Databases, tablesOf } from '../../server/platform/db.ts'
import type { Envelope, Job, JobQueue, NewJob } from '../../server/platform/jobs.ts'
import type { Services } from '../../server/platform/services.ts'

interface Row {
  id: string
  name: string
  envelope: Envelope
}

/**
 * The queue of a test: jobs are rows of the same transaction as the change, as in production, but they wait for the
 * test's own clock and run when the test says so. A failing handler fails the test.
 */
export class Workbench implements JobQueue {
  readonly #databases: Databases
  readonly #jobs: ReadonlyMap<string, Job>
  readonly #now: () => Date
  #made = false

  constructor(databases: Databases, jobs: readonly Job[], now: () => Date) {
    this.#databases = databases
    this.#jobs = new Map(jobs.map((job) => [job.name, job]))
    this.#now = now
  }

  async send(db: Database, jobs: readonly NewJob[]): Promise<void> {
    await this.#make()
    for (const { name, envelope, waiting } of jobs) {
      if (!this.#jobs.has(name)) throw new Error(`no module works the job ${name}`)
      const key = waiting.key ? `${envelope.workspaceId}:${waiting.key}` : null
      await sql`insert into pgboss.bench (name, envelope, key, start_after)
        select ${name}, ${JSON.stringify(envelope)}::jsonb, ${key}, ${waiting.startAfter ?? null}
        where ${key}::text is null or not exists (select 1 from pgboss.bench where name = ${name} and key = ${key})`.execute(
        tablesOf<Record<never, never>>(db),
      )
    }
  }

  /** Runs due jobs, oldest first, until none is left; at most 10,000, so that a job which feeds itself fails the test. */
  async work(services: Services): Promise<void> {
    await this.#make()
    for (let count = 0; count < 10_000; count++) {
      const job = await this.#take()
      if (!job) return
      await this.#jobs
        .get(job.name)
        ?.handle(systemContext(services, job.envelope.workspaceId, job.id), job.envelope.payload as never)
    }
    throw new Error('jobs went on without an end')
  }

  async #take(): Promise<Row | undefined> {
    const taken = await sql<Row>`delete from pgboss.bench where id = (
        select id from pgboss.bench where start_after is null or start_after <= ${this.#now()} order by id limit 1 for update skip locked)
      returning id::text, name, envelope`.execute(tablesOf<Record<never, never>>(this.#databases.outside))
    return taken.rows[0]
  }

  async #make(): Promise<void> {
    if (this.#made) return
    await sql`create table if not exists pgboss.bench (id bigint generated always as identity primary key, name text not null,
      envelope jsonb not null, key text, start_after timestamptz)`.execute(
      tablesOf<Record<never, never>>(this.#databases.outside),
    )
    this.#made = true
  }
}
