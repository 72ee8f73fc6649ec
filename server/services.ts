import { join } from 'node:path'
import { v7 } from 'uuid'
import { hangHooks, jobs, listeners } from './modules/index.ts'
import type { Config } from './platform/config.ts'
import { type Databases, openDatabases, type ServingAddress } from './platform/db.ts'
import { asJob, Ears } from './platform/events.ts'
import { Hooks } from './platform/hooks.ts'
import { type Job, PgBossQueue } from './platform/jobs.ts'
import { type Logger, openLog } from './platform/log.ts'
import { type MailReader, openMailReader } from './platform/mail/reader.ts'
import { Metrics } from './platform/metrics.ts'
import type { Services } from './platform/services.ts'
import { openFolderStorage } from './platform/storage.ts'

/** Every queue of the house: the modules' jobs and one per listener. */
export const queues: readonly Job[] = [...jobs, ...listeners.map(asJob)]

/** What a running process holds; `queue` is the same queue that the services send to, for the worker to work. */
export interface OpenServices {
  readonly services: Services
  readonly queue: PgBossQueue
  /** Closes queue and database, in this order. */
  readonly close: () => Promise<void>
}

/** Opens everything that one process needs on a migrated database. */
export async function openServices(
  config: Config,
  address: ServingAddress,
  log: Logger = openLog(config.logLevel),
): Promise<OpenServices> {
  const databases = openDatabases(address, config.databaseConnections)
  const queue = new PgBossQueue(address, log)
  const mailReader = openMailReader()
  await queue.open(queues)
  return {
    services: composeServices({ config, log, databases, jobs: queue, mailReader }),
    queue,
    close: async () => {
      await queue.close()
      await mailReader.close()
      await databases.close()
    },
  }
}

/** Puts the parts together; tests bring their own queue and clock. */
export function composeServices(parts: {
  config: Config
  log: Logger
  databases: Databases
  jobs: Services['jobs']
  mailReader?: MailReader
  metrics?: Metrics
  now?: () => Date
}): Services {
  const hooks = new Hooks()
  hangHooks(hooks)
  return {
    ...parts,
    metrics: parts.metrics ?? new Metrics(),
    mailReader: parts.mailReader ?? openMailReader(),
    storage: openFolderStorage(join(parts.config.dataFolder, 'files')),
    hooks,
    ears: new Ears(listeners),
    now: parts.now ?? (() => new Date()),
    newId: () => v7(),
  }
}
