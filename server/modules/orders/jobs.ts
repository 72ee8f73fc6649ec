import type { Job, Sweep } from '../../platform/jobs.ts'
import { learnFrom, learnFromBefore, learnJob, type SoldGoods } from './service.products.ts'
import { redactDue } from './service.redaction.ts'

export const jobs: Job[] = [
  {
    name: learnJob,
    handle: (context, goods: SoldGoods) => learnFrom(context, [goods]),
    handleAll: (context, batches: readonly SoldGoods[]) => learnFrom(context, batches),
    // Nobody waits for it, and a file of a hundred thousand rows leaves many: most tell of the same products.
    batch: 100,
    concurrency: 1,
    order: 'after-loads',
  },
]

// What is due by the day is looked for by the hour.
export const sweeps: Sweep[] = [
  { name: 'orders.redact-due', everySeconds: 3_600, handle: redactDue },
  { name: 'orders.learn-products-of-before', everySeconds: 60, handle: learnFromBefore },
]
