import type { Job, Sweep } from '../../platform/jobs.ts'
import { backupJob, takeDueBackup, takeNow } from './service.ts'

export const jobs: Job[] = [
  {
    name: backupJob,
    handle: async (context) => {
      await takeNow(context)
    },
    concurrency: 1,
    // A terabyte of files to a slow disk.
    longestSeconds: 12 * 3_600,
    retry: { limit: 0, delaySeconds: 1, maxDelaySeconds: 1 },
  },
]

export const sweeps: Sweep[] = [{ name: 'backups.take-due', everySeconds: 60, handle: takeDueBackup }]
