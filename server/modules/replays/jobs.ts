import type { Job } from '../../platform/jobs.ts'
import { giveUpReplay, workReplay } from './service.run.ts'
import { replayJob } from './service.ts'

interface OfReplay {
  readonly replayId: string
}

/** Each reads through the returns of a period, which may be a million. */
export const jobs: Job[] = [
  {
    name: replayJob,
    handle: (context, { replayId }: OfReplay) => workReplay(context, replayId),
    givenUp: (context, { replayId }: OfReplay) => giveUpReplay(context, replayId),
    concurrency: 1,
    longestSeconds: 3_600,
    retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 60 },
  },
]
