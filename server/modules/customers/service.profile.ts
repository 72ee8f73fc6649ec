import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { defineHook } from '../../platform/hooks.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { storesByIds } from '../stores/index.ts'
import { mergedHistory, togetherIn } from './rules.history.ts'
import { standingOf } from './rules.standing.ts'
import type { Asked, Figures, HistoryAsked, HistoryEntry, HistoryFact, Standing } from './schema.profile.ts'
import { figureDays, thresholdsOf } from './service.thresholds.ts'
import * as store from './store.ts'

/**
 * What a higher storey knows of a buyer's history, as far as the actor may see it: at most `limit` entries before the
 * given moment and id, the newest first.
 */
export const customerHistory = defineHook<HistoryAsked, HistoryFact[]>('customers.history')

/** What a higher storey has counted of a buyer since a day, as far as the actor may see it; its own fields only. */
export const customerFigures = defineHook<Asked & { readonly since: Date }, Partial<Figures>>('customers.figures')

/** One page of what happened between a buyer and the desk, over all channels and stores that the actor may see. */
export async function historyOf(
  context: Context,
  id: string,
  query: { readonly after?: string; readonly limit: number },
): Promise<Page<HistoryEntry>> {
  const [moment, last] = query.after === undefined ? [] : readCursor(query.after, 2)
  const before = query.after === undefined ? null : ([momentIn(moment), idIn(last)] as const)
  const asked = { ...(await askedOf(context, id)), before, limit: query.limit + 1 }
  const told = await context.services.hooks.run(context, customerHistory, asked)
  const cut = cutPage(mergedHistory(told, asked.limit), query.limit, (entry) => [entry.at.toISOString(), entry.id])
  const storeIds = [...new Set(cut.items.map(({ storeId }) => storeId).filter((storeId) => storeId !== null))]
  const names = new Map((await storesByIds(context, storeIds)).map(({ id, name }) => [id, name]))
  return {
    items: cut.items.map((entry) => ({ ...entry, storeName: (entry.storeId && names.get(entry.storeId)) || '' })),
    next: cut.next,
  }
}

/** What a buyer is worth and how risky they are, by the figures of the last 365 days that the actor may see. */
export async function standingIn(context: Context, id: string): Promise<Standing> {
  const since = new Date(context.now().getTime() - figureDays * 86_400_000)
  const told = await context.services.hooks.run(context, customerFigures, { ...(await askedOf(context, id)), since })
  return standingOf(togetherIn(told), since, await thresholdsOf(context))
}

async function askedOf(context: Context, customerId: string): Promise<Asked> {
  const [customer, contacts] = await Promise.all([
    store.readCustomer(context.db, customerId),
    store.contactsOf(context.db, customerId),
  ])
  if (!customer) throw new Refusal('customers.not-found')
  // One that has become part of another is asked for by an old address of the page.
  return customer.id === customerId ? { customerId, contacts } : askedOf(context, customer.id)
}
