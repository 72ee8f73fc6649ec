import type { Listener } from '../../platform/events.ts'
import type { Job, Sweep } from '../../platform/jobs.ts'
import { look, lookJob, lookWhenDue } from './service.looking.ts'
import { followAction } from './service.ts'

interface OfAction {
  readonly actionId: string
}

export const jobs: Job[] = [
  {
    name: lookJob,
    handle: look,
    concurrency: 1,
    order: 'may-wait',
    // The first look reads a year of orders.
    longestSeconds: 3_600,
    retry: { limit: 3, delaySeconds: 60, maxDelaySeconds: 600 },
  },
]

// What is due by the day is looked for by the quarter of an hour.
export const sweeps: Sweep[] = [{ name: 'rootcauses.look-when-due', everySeconds: 900, handle: lookWhenDue }]

export const listeners: Listener[] = [
  {
    name: 'rootcauses.on-action-closed',
    on: 'actions.closed',
    handle: (context, { actionId }: OfAction) => followAction(context, actionId),
  },
  {
    name: 'rootcauses.on-action-reopened',
    on: 'actions.reopened',
    handle: (context, { actionId }: OfAction) => followAction(context, actionId),
  },
]
