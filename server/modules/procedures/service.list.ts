import { DAY, dayOf, isoDate } from '../../lib/time.ts'
import { instantOf, wallTimeAt } from '../../lib/time.zone.ts'
import type { Context } from '../../platform/context.ts'
import { cutPage, idIn, momentIn, type Page, readCursor } from '../../platform/paging.ts'
import { memberNames, readWorkspace } from '../access/index.ts'
import { storesByIds } from '../stores/index.ts'
import { refusalAt } from './errors.ts'
import { figuresBy, figuresOf } from './rules.timeliness.ts'
import type { OrderTimeliness, TimelinessQuery } from './schema.timeliness.ts'
import type { OrderTask, OrderTaskQuery, OrderTaskRow } from './schema.ts'
import { reachOf, rowsOf, taskWithin, viewOf } from './service.views.ts'
import * as timeliness from './store.timeliness.ts'
import * as store from './store.ts'

const reads = 'procedures.read'
/** A longer period says little about anybody and reads much. */
const mostDays = 366

/** One page of the order tasks that the actor may see. */
export async function listTasks(context: Context, query: OrderTaskQuery): Promise<Page<OrderTaskRow>> {
  const [moment, id] = query.after === undefined ? [] : readCursor(query.after, 2)
  const isEnded = query.state === 'ended'
  const { zone } = await readWorkspace(context)
  const found = await store.listTasks(context.db, {
    ...reachOf(context, reads),
    storeId: query.storeId,
    assigneeId: query.assigneeId,
    kind: query.kind,
    isOpen: !isEnded,
    ...(query.state === 'overdue' && { dueBefore: context.now() }),
    ...(isEnded && {
      inTime: query.inTime,
      endedFrom: query.from === undefined ? undefined : startOf(zone, dayOf(query.from)),
      endedBefore: query.until === undefined ? undefined : startOf(zone, dayOf(query.until) + 1),
    }),
    ...(query.after !== undefined && { after: [momentIn(moment), idIn(id)] as const }),
    limit: query.limit + 1,
  })
  const cut = cutPage(found, query.limit, (task) => [
    (isEnded ? (task.endedAt ?? task.dueAt) : task.dueAt).toISOString(),
    task.id,
  ])
  return { items: await rowsOf(context, cut.items), next: cut.next }
}

/** One order task within reach. */
export const showTask = async (context: Context, id: string): Promise<OrderTask> =>
  viewOf(context, await taskWithin(context, id, reads))

/** The moment at which a day begins in a zone. */
const startOf = (zone: string, day: number): Date => new Date(instantOf(zone, day * DAY))

/** How many order tasks of a period ended in time, by agent, store and day of the workspace (REQUIREMENTS F5). */
export async function showTimeliness(context: Context, query: TimelinessQuery): Promise<OrderTimeliness> {
  const { zone } = await readWorkspace(context)
  const today = Math.floor(wallTimeAt(zone, context.now().getTime()) / DAY)
  const last = query.until === undefined ? today : dayOf(query.until)
  const first = query.from === undefined ? last - 29 : dayOf(query.from)
  if (first > last || last - first >= mostDays) throw refusalAt('from', 'procedures.period', context.language)
  const reach = { ...reachOf(context, reads), storeId: query.storeId }
  const counted = await timeliness.endedOf(context.db, {
    ...reach,
    zone,
    from: startOf(zone, first),
    before: startOf(zone, last + 1),
  })
  const agents = await memberNames(context, [...new Set(counted.flatMap(({ assigneeId }) => assigneeId ?? []))])
  const stores = await storesByIds(context, [...new Set(counted.map(({ storeId }) => storeId))])
  const nameOf = (named: readonly { id: string; name: string }[], id: string) => ({
    id,
    name: named.find((one) => one.id === id)?.name ?? '',
  })
  const most = <One extends { ended: number }>(rows: One[]): One[] => rows.sort((one, other) => other.ended - one.ended)
  return {
    from: isoDate(first),
    until: isoDate(last),
    zone,
    ...figuresOf(counted),
    ...(await timeliness.countOpen(context.db, { ...reach, now: context.now() })),
    byAgent: most(
      figuresBy(counted, ({ assigneeId }) => assigneeId).map(({ key, ...figures }) => ({
        agent: key === null ? null : nameOf(agents, key),
        ...figures,
      })),
    ),
    byStore: most(
      figuresBy(counted, ({ storeId }) => storeId).map(({ key, ...figures }) => ({
        store: nameOf(stores, key),
        ...figures,
      })),
    ),
    byDay: figuresBy(counted, ({ day }) => day).map(({ key, ...figures }) => ({ day: key, ...figures })),
  }
}
