import type { Job, Sweep } from '../../platform/jobs.ts'
import { eraseCustomer, eraseJob, giveUpErasure } from './service.erasure.ts'
import { exportJob, forgetExports, giveUpExport, makeExport } from './service.exports.ts'

interface OfExport {
  readonly exportId: string
}
interface OfErasure {
  readonly erasureId: string
}

export const sweeps: Sweep[] = [{ name: 'customers.forget-exports', everySeconds: 3_600, handle: forgetExports }]

export const jobs: Job[] = [
  {
    name: exportJob,
    handle: (context, { exportId }: OfExport) => makeExport(context, exportId),
    givenUp: (context, { exportId }: OfExport) => giveUpExport(context, exportId),
    concurrency: 1,
    longestSeconds: 1_800,
    retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 60 },
  },
  {
    name: eraseJob,
    handle: (context, { erasureId }: OfErasure) => eraseCustomer(context, erasureId),
    givenUp: (context, { erasureId }: OfErasure) => giveUpErasure(context, erasureId),
    concurrency: 1,
    // Kept reports of a gigabyte each are looked through.
    longestSeconds: 3_600,
    // Half an hour in all: as long as a large report takes to be read in, which an erasure waits for.
    retry: { limit: 8, delaySeconds: 10, maxDelaySeconds: 600 },
  },
]
