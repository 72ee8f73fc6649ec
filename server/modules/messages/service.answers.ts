import type { Context } from '../../platform/context.ts'
import * as store from './store.answers.ts'

/** The letters that people wrote to the buyer on a ticket from a moment on, oldest first; those taken back or failed are none. */
export const answersSince = (context: Context, ticketId: string, since: Date): Promise<store.Answer[]> =>
  store.answersSince(context.db, ticketId, since)
