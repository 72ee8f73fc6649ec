import type { Job, Sweep } from '../../platform/jobs.ts'
import { recountJob } from './service.calendars.ts'
import { giveReminders, recount } from './service.reminders.ts'

/** Rows with an index on their next time, looked through at a steady beat, instead of a delayed job per clock. */
export const sweeps: Sweep[] = [{ name: 'sla.remind', everySeconds: 5, handle: giveReminders }]

export const jobs: Job[] = [{ name: recountJob, handle: recount }]
