import type { Context } from '../../platform/context.ts'
import type { ErasedPart, ExportPart, RemovableCustomer, Whose } from '../customers/index.ts'
import * as store from './store.erasure.ts'

/** Empties what was noted of a customer and what they suggested, and closes what is open; figures stay. */
export async function eraseFollowUps(context: Context, { customerId }: Whose): Promise<ErasedPart> {
  await store.emptyWords(context.db, customerId, context.now())
  return { counts: {}, files: [], more: false }
}

/** A customer's follow-ups and suggestions, for an answer to an access request. */
export async function exportFollowUps(context: Context, { customerId }: Whose): Promise<ExportPart> {
  const [steps, suggestions] = [
    await store.stepsOf(context.db, customerId),
    await store.suggestionsOf(context.db, customerId),
  ]
  return {
    tables: { 'follow-ups': steps.map((step) => ({ ...step })), suggestions: suggestions.map((one) => ({ ...one })) },
    files: [],
  }
}

/** Of these profiles the ids of those whom a plan had: what came of it goes with its customer, so they stay. */
export const customersWithFollowUps = (context: Context, profiles: readonly RemovableCustomer[]): Promise<string[]> =>
  store.askedAmong(
    context.db,
    profiles.map(({ id }) => id),
  )
