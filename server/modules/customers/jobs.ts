import type { Job } from '../../platform/jobs.ts'
import { eraseCustomer, eraseJob, giveUpErasure } from './service.erasure.ts'

interface OfErasure {
  readonly erasureId: string
}

export const jobs: Job[] = [
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
