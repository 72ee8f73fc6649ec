import type { Config } from './config.ts'
import type { Databases } from './db.ts'
import type { Ears } from './events.ts'
import type { Hooks } from './hooks.ts'
import type { JobQueue } from './jobs.ts'
import type { Logger } from './log.ts'
import type { MailReader } from './mail/reader.ts'
import type { MailTransports } from './mail/transports.ts'
import type { Metrics } from './metrics.ts'
import type { Storage } from './storage.ts'
import type { Tracing } from './tracing.ts'

/** What one process holds and hands to everything it runs. Built once, by main.ts or by a test's world. */
export interface Services {
  readonly config: Config
  readonly log: Logger
  readonly metrics: Metrics
  /** Only where somebody asked for traces. */
  readonly tracing?: Tracing | undefined
  readonly databases: Databases
  readonly jobs: JobQueue
  readonly storage: Storage
  /** Reads mail in a process of its own. */
  readonly mailReader: MailReader
  /** The ways to the mail servers that letters are handed to. */
  readonly mailTransports: MailTransports
  readonly hooks: Hooks
  readonly ears: Ears
  readonly now: () => Date
  /** A new UUIDv7. */
  readonly newId: () => string
}
