import { type Context, scopeOf } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { readWorkspace } from '../access/index.ts'
import { storesByIds } from '../stores/index.ts'
import { dayAt, isCalendar, spanOfDays } from './rules.days.ts'
import type { ReturnFilter, ReturnWaits, WaitQuery } from './schema.board.ts'
import type { ReturnQuery } from './schema.decisions.ts'
import type { ReturnRow } from './schema.ts'
import { rowsOf } from './service.views.ts'
import * as board from './store.board.ts'
import * as store from './store.ts'

/** The stores whose returns the actor sees; undefined: all. */
export function storesSeen(context: Context): readonly string[] | undefined {
  return scopeOf(context, 'returns.read') === 'all' ? undefined : context.actor.storeIds
}

/** A question's narrowing as the rows are asked, within the stores that the actor sees. */
async function filterOf(context: Context, query: ReturnFilter): Promise<board.OpenFilter> {
  const storeIds = storesSeen(context)
  const [dueFrom, dayEnd] =
    query.dueOn === undefined ? [] : spanOfDays((await readWorkspace(context)).zone, query.dueOn, query.dueOn)
  const before = [query.dueBefore && new Date(query.dueBefore), dayEnd].flatMap((moment) => moment || [])
  return {
    ...(storeIds && { storeIds }),
    storeId: query.storeId,
    needsApproval: query.approval,
    dueFrom,
    dueBefore: before.length === 0 ? undefined : new Date(Math.min(...before.map((moment) => moment.getTime()))),
  }
}

/** One page of returns: open ones by due time, the most pressing first; ended ones by their end, the newest first. */
export async function listReturns(context: Context, query: ReturnQuery): Promise<Page<ReturnRow>> {
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const isEnded = query.ended === true || query.stage === 'ended' || query.outcome !== undefined
  const found = await store.listRequests(context.db, {
    ...(await filterOf(context, query)),
    stage: query.stage === 'ended' ? undefined : query.stage,
    letters: query.letters,
    outcome: query.outcome,
    isEnded,
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
export const countReturns = async (context: Context, query: ReturnFilter) => ({
  columns: await board.countByStage(context.db, await filterOf(context, query)),
})

/** What open returns wait for, counted by the day of the workspace's zone on which it is over; at most 62 days at once. */
export async function countWaits(context: Context, { from, to, storeId }: WaitQuery): Promise<ReturnWaits> {
  if (!isCalendar(from, to)) throw new Refusal('returns.calendar-too-long')
  const { zone } = await readWorkspace(context)
  const filter = await filterOf(context, storeId === undefined ? {} : { storeId })
  const [dueFrom, dueBefore] = spanOfDays(zone, from, to)
  const [days, overdue] = await Promise.all([
    board.countByDay(context.db, zone, { ...filter, dueFrom, dueBefore }),
    board.countDue(context.db, { ...filter, dueBefore: context.now() }),
  ])
  return { zone, today: dayAt(zone, context.now()), overdue, days }
}

/** Of which stores Amazon has not been told of refunds, and of how many; by name. */
export async function countRefundsToTell(context: Context) {
  const found = await board.countUnfed(context.db, storesSeen(context))
  const names = new Map(
    (
      await storesByIds(
        context,
        found.map(({ storeId }) => storeId),
      )
    ).map(({ id, name }) => [id, name]),
  )
  const stores = found.map((one) => ({ ...one, storeName: names.get(one.storeId) ?? '' }))
  return { stores: stores.sort((one, other) => one.storeName.localeCompare(other.storeName)) }
}
