import { type Context, scopeOf } from '../../platform/context.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import type { ReturnQuery } from './schema.decisions.ts'
import type { ReturnRow } from './schema.ts'
import { rowsOf } from './service.views.ts'
import * as store from './store.ts'

/** The stores whose returns the actor sees; undefined: all. */
export function storesSeen(context: Context): readonly string[] | undefined {
  return scopeOf(context, 'returns.read') === 'all' ? undefined : context.actor.storeIds
}

/** One page of returns: open ones by due time, the most pressing first; ended ones by their end, the newest first. */
export async function listReturns(context: Context, query: ReturnQuery): Promise<Page<ReturnRow>> {
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const isEnded = query.ended === true || query.stage === 'ended' || query.outcome !== undefined
  const storeIds = storesSeen(context)
  const found = await store.listRequests(context.db, {
    ...(storeIds && { storeIds }),
    storeId: query.storeId,
    stage: query.stage === 'ended' ? undefined : query.stage,
    letters: query.letters,
    outcome: query.outcome,
    isEnded,
    needsApproval: query.approval,
    dueBefore: query.dueBefore,
    ...(query.after !== undefined && { after: [momentIn(moment), idIn(id)] as const }),
    limit: query.limit + 1,
  })
  const cut = cutPage(found, query.limit, (request) => [
    (isEnded ? request.endedAt : request.dueAt)?.toISOString() ?? 'infinity',
    request.id,
  ])
  return { items: await rowsOf(context, cut.items), next: cut.next }
}

/** How many open returns stand where. */
export const countReturns = async (context: Context) => ({
  columns: await store.countByStage(context.db, storesSeen(context)),
})
