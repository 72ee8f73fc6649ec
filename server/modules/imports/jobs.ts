import type { Job } from '../../platform/jobs.ts'
import { giveUpImport, runImport } from './service.running.ts'
import { runJob } from './service.ts'

interface OfImport {
  importId: string
}

export const jobs: Job[] = [
  {
    name: runJob,
    handle: (context, { importId }: OfImport) => runImport(context, importId),
    givenUp: (context, { importId }: OfImport) => giveUpImport(context, importId),
    concurrency: 1,
    order: 'load',
    // A file of a gigabyte on a slow disk.
    longestSeconds: 4 * 3_600,
    retry: { limit: 5, delaySeconds: 2, maxDelaySeconds: 60 },
  },
]
