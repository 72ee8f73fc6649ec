import type { Daemon, Job } from '../../platform/jobs.ts'
import { learnIntents, learnIntentsJob } from './service.intent.ts'
import { learn } from './service.learning.ts'
import { learnJob, startReading } from './service.reader.ts'

/** Learning is the same whenever it runs, so a killed one may run again; two at a time would only be slow. */
export const jobs: Job[] = [
  { name: learnJob, handle: learn, concurrency: 1 },
  { name: learnIntentsJob, handle: learnIntents, concurrency: 1 },
]

export const daemons: Daemon[] = [{ name: 'classification.reader', start: startReading }]
