import type { Job } from '../../platform/jobs.ts'
import { giveUpVerification, runVerification, verifyJob } from './service.verifying.ts'

interface OfVerification {
  readonly verificationId: string
}

export const jobs: Job[] = [
  {
    name: verifyJob,
    handle: (context, { verificationId }: OfVerification) => runVerification(context, verificationId),
    givenUp: (context, { verificationId }: OfVerification) => giveUpVerification(context, verificationId),
    concurrency: 1,
    // A log of a hundred million entries.
    longestSeconds: 4 * 3_600,
    retry: { limit: 3, delaySeconds: 2, maxDelaySeconds: 60 },
  },
]
