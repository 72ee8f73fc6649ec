import { createHash } from 'node:crypto'
import { afterCommit, type Context, type Gathering, gather, writeGathered } from './context.ts'
import type { Database } from './db.ts'
import type { Services } from './services.ts'

/**
 * While jobs that come `first` crowd in, those that `may-wait` do so for a few seconds; all others go on. While a `load` of
 * many rows goes on, what comes `after-loads` waits for it too, two minutes at most, which no try of it loses.
 */
export type Precedence = 'first' | 'may-wait' | 'load' | 'after-loads'

/** Work that a module does apart from requests. Handlers are idempotent: a killed worker's job runs again. */
export interface Job<Payload = never> {
  readonly name: string
  readonly handle: (context: Context, payload: Payload) => Promise<void>
  /**
   * Does the work of several jobs of a workspace in less than each would take alone. Where it fails each is handled
   * alone, so that one of them cannot hold up the others.
   */
  readonly handleAll?: (context: Context, payloads: readonly Payload[]) => Promise<void>
  /** Sees to what a job was to do when its last try has failed, so that a person hears of it. Idempotent too. */
  readonly givenUp?: (context: Context, payload: Payload) => Promise<void>
  /** Jobs that one worker takes at a time; 1 unless told. */
  readonly batch?: number
  readonly order?: Precedence
  /** Tries after the first; the wait doubles from `delaySeconds` up to `maxDelaySeconds`. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number; readonly maxDelaySeconds: number }
  /** Jobs worked at the same time in one process. */
  readonly concurrency?: number
  /** How long one try may take; a minute unless told. That its worker lives is known by its heartbeat all the same. */
  readonly longestSeconds?: number
  /** How late a job with a start time of its own may begin; those without one are woken at once. 5 unless told. */
  readonly lateSeconds?: number
}

/** Work on rows whose time has come, looked for at a steady beat in every workspace. */
export interface Sweep {
  readonly name: string
  readonly everySeconds: number
  /** As in `Job`: leaves out its beat while a load goes on. */
  readonly order?: 'after-loads'
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
  /** The request or job that left it, where traces are kept. */
  readonly traceparent?: string
}

/** A job on its way into the queue. */
export interface NewJob {
  readonly name: string
  readonly envelope: Envelope
  readonly waiting: Waiting
}

/** The queue of jobs, in PostgreSQL. */
export interface JobQueue {
  send(db: Database, jobs: readonly NewJob[]): Promise<void>
}

/**
 * Puts a job in the queue within the caller's transaction: it exists exactly when the change does. Workers are woken
 * after the commit; a job whose wake-up call was lost is found at their next look.
 */
export async function enqueue(context: Context, name: string, payload: object, waiting: Waiting = {}): Promise<void> {
  const startAfter = waiting.startAfter ? { startAfter: waiting.startAfter.toISOString() } : {}
  const traceparent = context.services.tracing?.traceparent()
  const envelope = { workspaceId: context.workspaceId, payload, ...startAfter, ...(traceparent && { traceparent }) }
  await gather(context, waitingJobs, { name, envelope, waiting })
}

const waitingJobs: Gathering<NewJob> = {
  name: 'jobs',
  async write(context, jobs) {
    await context.services.jobs.send(context.db, jobs)
    const awaited = jobs.filter(({ waiting }) => !waiting.startAfter || waiting.startAfter <= context.now())
    for (const name of new Set(awaited.map(({ name }) => name)))
      afterCommit(context, () => context.services.databases.notify(wakeChannel, name))
  },
}

/** Sends what the open transaction has enqueued so far at once, among its other statements, and not before its commit. */
export const sendJobs = (context: Context): Promise<void> => writeGathered(context, waitingJobs)

/** The schema of the queue's own tables. */
export const schema = 'pgboss'
/** Where pg-boss hears which queue has work (its plans.js, notifyChannelSql). */
const wakeChannel = `pgboss_${createHash('sha224').update(schema).digest('hex').slice(0, 24)}`
