import { join } from 'node:path'
import { v7 } from 'uuid'
import { hangHooks, jobs, listeners } from './modules/index.ts'
import { idsBy, openSharedClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { type Databases, openDatabases, type ServingAddress } from './platform/db.ts'
import { asJob, Ears } from './platform/events.ts'
import { Hooks } from './platform/hooks.ts'
import { PgBossQueue } from './platform/jobs.queue.ts'
import type { Job } from './platform/jobs.ts'
import { type Logger, openLog } from './platform/log.ts'
import { type MailReader, openMailReader } from './platform/mail/reader.ts'
import { MailTransports } from './platform/mail/transports.ts'
import { Metrics } from './platform/metrics.ts'
import type { Services } from './platform/services.ts'
import { openFolderStorage } from './platform/storage.ts'
import type { Tracing } from './platform/tracing.ts'

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
  const tracing = await openTracing(config, log)
  const databases = openDatabases(address, config.databaseConnections, tracing)
  const queue = new PgBossQueue(address, log)
  const mailReader = openMailReader()
  const clock = await openSharedClock(databases, log)
  const { now } = clock
  const services = composeServices({
    config,
    log,
    databases,
    jobs: queue,
    mailReader,
    tracing,
    now,
    newId: idsBy(now),
  })
  await queue.open(queues)
  return {
    services,
    queue,
    close: async () => {
      await queue.close()
      services.mailTransports.close()
      await mailReader.close()
      clock.stop()
      await databases.close()
      await tracing?.close()
    },
  }
}

/** Who asks for no traces carries nothing of what makes them. */
async function openTracing(config: Config, log: Logger): Promise<Tracing | undefined> {
  if (config.otlpEndpoint === null) return undefined
  const otlp = await import('./platform/tracing.otlp.ts')
  return otlp.openTracing({ endpoint: config.otlpEndpoint, percent: config.tracePercent }, log)
}

/** Puts the parts together; tests bring their own queue and clock. */
export function composeServices(parts: {
  config: Config
  log: Logger
  databases: Databases
  jobs: Services['jobs']
  mailReader?: MailReader
  metrics?: Metrics
  tracing?: Tracing | undefined
  now?: () => Date
  newId?: () => string
}): Services {
  const hooks = new Hooks()
  hangHooks(hooks)
  return {
    ...parts,
    metrics: parts.metrics ?? new Metrics(),
    mailReader: parts.mailReader ?? openMailReader(),
    mailTransports: new MailTransports({ answerMs: parts.config.sendPatienceSeconds * 1_000 }),
    storage: openFolderStorage(join(parts.config.dataFolder, 'files')),
    hooks,
    ears: new Ears(listeners),
    now: parts.now ?? (() => new Date()),
    newId: parts.newId ?? (() => v7()),
  }
}
