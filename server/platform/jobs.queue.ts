import { setTimeout as pause } from 'node:timers/promises'
import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss'
import { systemContext } from './context.ts'
import type { Database, ServingAddress } from './db.ts'
import { QueueConnections } from './jobs.connections.ts'
import { Crowd } from './jobs.crowd.ts'
import { errorTold } from './jobs.errors.ts'
import { Loads, longestLoadSeconds } from './jobs.loads.ts'
import { insertJobs, isInTime, joinsWaiting, type QueuedRow } from './jobs.rows.ts'
import { type Envelope, type Job, type JobQueue, type NewJob, schema } from './jobs.ts'
import type { Logger } from './log.ts'
import type { Services } from './services.ts'
import { type NewSpan, traced } from './tracing.ts'

type Received = { readonly id: string; readonly data: Envelope }

const retryDefaults = { limit: 12, delaySeconds: 1, maxDelaySeconds: 300 }
/** Where jobs go whose last try has failed. */
const deadLetters = 'dead-letters'
const givenUpEverySeconds = 5

/**
 * How long a finished job is kept, and how often those are cleared away. Each look at the queue reads all that are kept:
 * with a day of them, which is pg-boss's own pace, a busy desk would do little else.
 */
const keptSeconds = 60

/**
 * pg-boss looks every few seconds for jobs whose worker is dead, and has no index of those at work. A start that finds
 * the index waits for no writer; of several at once one makes it.
 */
const indexActive = `do $$ begin
  perform pg_advisory_xact_lock(hashtext('amends ${schema} active jobs'));
  if to_regclass('${schema}.amends_active_jobs') is null then
    create index amends_active_jobs on ${schema}.job_common (name) where state = 'active';
  end if;
end $$`

/** How often one who waits for a crowd to pass looks again. */
const lookMs = 150
/** In a crowd the next are let gather for so long: many together cost little more than few. */
const gatherMs = 80
/** What may wait waits no longer than this: a confirmation some seconds later is none the worse, one that never goes is. */
const longestWaitMs = 20_000

/** pg-boss: leases, retries and dead letters on the same PostgreSQL, in the caller's transaction. */
export class PgBossQueue implements JobQueue {
  readonly #boss: PgBoss
  readonly #connections: QueueConnections
  readonly #log: Logger
  readonly #crowd = new Crowd()
  readonly #loads = new Loads()
  #closing = false

  constructor(address: ServingAddress, log: Logger) {
    this.#log = log
    this.#connections = new QueueConnections(address, log)
    this.#boss = new PgBoss({
      db: this.#connections,
      schema,
      createSchema: false,
      useListenNotify: true,
      persistWarnings: false,
      // A job whose worker is dead is missed after its heartbeat (10 s) at the next look, and taken up by another within
      // half a minute; with pg-boss's own minute between looks it would be two (ENGINEERING R4: ≤ 60 s).
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      maintenanceIntervalSeconds: keptSeconds,
    })
    this.#boss.on('error', (told) => log.error(errorTold(told), 'the job queue met an error'))
  }

  /** Opens the queue and makes sure that every named queue exists. */
  async open(jobs: readonly Job[]): Promise<void> {
    await this.#boss.start()
    await this.#connections.executeSql(indexActive)
    await this.#boss.createQueue(deadLetters)
    for (const job of jobs) {
      const retry = job.retry ?? retryDefaults
      const options = {
        retryLimit: retry.limit,
        retryDelay: retry.delaySeconds,
        retryBackoff: true,
        retryDelayMax: retry.maxDelaySeconds,
        // A job that waits for a load has been taken already, and is not to be thought stuck.
        expireInSeconds: (job.longestSeconds ?? 60) + (job.order === 'after-loads' ? longestLoadSeconds : 0),
        heartbeatSeconds: 10,
        deleteAfterSeconds: keptSeconds,
        deadLetter: deadLetters,
        notify: true,
      }
      await this.#boss.createQueue(job.name, options)
      await this.#boss.updateQueue(job.name, options)
    }
  }

  async send(db: Database, jobs: readonly NewJob[]): Promise<void> {
    const rows: QueuedRow[] = []
    for (const { name, envelope, waiting } of jobs) {
      const key = waiting.key === undefined ? null : `${envelope.workspaceId}:${waiting.key}`
      const joins =
        key !== null &&
        (rows.some((row) => row.name === name && row.key === key && isInTime(row, waiting)) ||
          (await joinsWaiting(db, name, key, waiting.startAfter)))
      if (!joins) rows.push({ name, data: envelope, key, start_after: waiting.startAfter?.toISOString() ?? null })
    }
    if (rows.length > 0) await insertJobs(db, rows)
  }

  /** Starts working the jobs in this process. */
  async work(services: Services, jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) for (let at = 0; at < (job.concurrency ?? 2); at++) await this.#startWorker(services, job)
  }

  /** Sees to the jobs that were given up, by this process or because theirs died with each try. */
  async buryGivenUp(services: Services, jobs: readonly Job[]): Promise<void> {
    const byName = new Map(jobs.map((job) => [job.name, job]))
    const options = { includeMetadata: true as const, pollingIntervalSeconds: givenUpEverySeconds }
    await this.#boss.work(deadLetters, options, async (received: JobWithMetadata<Envelope>[]) => {
      for (const { id, data, sourceName } of received) {
        this.#log.error({ job: sourceName, requestId: id }, 'a job was given up after its last try')
        const givenUp = byName.get(sourceName ?? '')?.givenUp
        await givenUp?.(systemContext(services, data.workspaceId, id), data.payload as never)
      }
    })
  }

  async #startWorker(services: Services, job: Job): Promise<void> {
    const options = {
      batchSize: job.batch ?? 1,
      perJobResults: true as const,
      pollingIntervalSeconds: Math.min(2, job.lateSeconds ?? 2),
      notifyPollingIntervalSeconds: job.lateSeconds ?? 5,
    }
    const id = await this.#boss.work(job.name, options, async (received: Received[]) => {
      // Where one job waited others may: without this a worker would rest for seconds after each, however many wait.
      this.#boss.notifyWorker(id)
      if (job.order === 'may-wait' || job.order === 'after-loads') await this.#calm()
      if (job.order === 'after-loads') await this.#loadsOver()
      if (job.order === 'load') this.#loads.begin(performance.now())
      try {
        const results: JobResult[] = []
        for (const [workspaceId, jobs] of Map.groupBy(received, ({ data }) => data.workspaceId))
          results.push(...(await this.#handleAll(services, job, workspaceId, jobs)))
        if (job.order === 'first') await this.#gather(received.length)
        return results
      } finally {
        if (job.order === 'load') this.#loads.end(performance.now())
      }
    })
  }

  /** Whether this process works on a load that what follows from loads is to wait for. */
  isLoading(): boolean {
    return this.#loads.goFirst(performance.now())
  }

  async #loadsOver(): Promise<void> {
    while (!this.#closing && this.isLoading()) await pause(lookMs)
  }

  async #gather(worked: number): Promise<void> {
    this.#crowd.count(worked, performance.now())
    if (!this.#closing && this.#crowd.isThere(performance.now())) await pause(gatherMs)
  }

  /** Resolves when no crowd of what comes first was worked lately, or when waiting has lasted long enough. */
  async #calm(): Promise<void> {
    const beganMs = performance.now()
    const goesOn = () => this.#crowd.isThere(performance.now()) && performance.now() - beganMs < longestWaitMs
    while (!this.#closing && goesOn()) await pause(lookMs)
  }

  async #handleAll(
    services: Services,
    job: Job,
    workspaceId: string,
    received: readonly Received[],
  ): Promise<JobResult[]> {
    const [first] = received
    const { handleAll } = job
    if (first && handleAll && received.length > 1) {
      const payloads = received.map(({ data }) => data.payload as never)
      const failed = await this.#tried(services, job, received, () =>
        handleAll(systemContext(services, workspaceId, first.id), payloads),
      )
      if (!failed) return received.map(({ id }) => ({ id, status: 'completed' }))
      this.#log.warn(
        { job: job.name, requestId: first.id, err: failed },
        'jobs failed together and are tried one by one',
      )
    }
    const results: JobResult[] = []
    for (const one of received) {
      const { id, data } = one
      const context = systemContext(services, workspaceId, id)
      const failed = await this.#tried(services, job, [one], () => job.handle(context, data.payload as never))
      results.push(failed ? { id, status: 'failed', output: { name: failed.name } } : { id, status: 'completed' })
      if (failed) this.#log.warn({ job: job.name, requestId: id, err: failed }, 'a job failed and will be tried again')
    }
    return results
  }

  async #tried(
    services: Services,
    job: Job,
    received: readonly Received[],
    work: () => Promise<void>,
  ): Promise<Error | undefined> {
    const beganMs = performance.now()
    const count = received.length
    const worked = (how: 'done' | 'failed') => {
      const seconds = (performance.now() - beganMs) / 1_000
      for (let at = 0; at < count; at++) services.metrics.worked(job.name, how, seconds / count)
    }
    try {
      await traced(services.tracing, spanOf(job, received), work)
      worked('done')
      return undefined
    } catch (error) {
      worked('failed')
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  /** Lets running jobs finish (at most 8 s), then lets go of the connection. */
  async close(): Promise<void> {
    this.#closing = true
    await this.#boss.stop({ graceful: true, timeout: 8_000 })
    await this.#connections.close()
  }
}

const spanOf = (job: Job, received: readonly Received[]): NewSpan => ({
  name: `process ${job.name}`,
  kind: 'consumer',
  attributes: {
    'messaging.destination.name': job.name,
    'messaging.batch.message_count': received.length,
    ...(received[0] && received.length === 1 && { 'amends.request_id': received[0].id }),
  },
  from: received.flatMap(({ data }) => data.traceparent ?? []),
})
