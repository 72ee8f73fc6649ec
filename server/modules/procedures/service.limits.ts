import { changesBetween } from '../../lib/changes.ts'
import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { deadlineAfter, hasCalendar, officeCalendarId } from '../sla/index.ts'
import { refusalAt } from './errors.ts'
import { procedures } from './rules.ts'
import type { TaskLimit, TaskLimits } from './schema.limits.ts'
import { type TaskKind, taskKinds } from './schema.ts'
import * as store from './store.limits.ts'

/** By when tasks of each kind are due: as somebody has set it, else as it ships, in office hours. */
export async function showLimits(context: Context): Promise<TaskLimits> {
  const [set, office] = [await store.readLimits(context.db), await officeCalendarId(context)]
  return {
    limits: taskKinds.map(
      (kind) =>
        set.find((limit) => limit.kind === kind) ?? {
          kind,
          limitSeconds: procedures[kind].hours * 3_600,
          calendarId: office,
        },
    ),
  }
}

/** Sets by when tasks are due that are begun from now on; those that are open keep their due time. */
export function changeLimits(context: Context, { limits }: TaskLimits): Promise<TaskLimits> {
  return transact(context, async (context) => {
    await refuseFaults(context, limits)
    const before = await showLimits(context)
    for (const limit of limits) await store.saveLimit(context.db, limit)
    const after = await showLimits(context)
    await recordAudit(context, {
      action: 'procedures.limits-changed',
      subject: { kind: 'settings', id: 'procedures' },
      changes: changesBetween(byKind(before), byKind(after)),
    })
    return after
  })
}

async function refuseFaults(context: Context, limits: readonly TaskLimit[]): Promise<void> {
  for (const [at, { kind, calendarId }] of limits.entries()) {
    if (limits.findIndex((other) => other.kind === kind) < at)
      throw refusalAt(`limits.${at}.kind`, 'procedures.limit-twice', context.language)
    if (calendarId !== null && !(await hasCalendar(context, calendarId)))
      throw refusalAt(`limits.${at}.calendarId`, 'procedures.calendar-not-found', context.language)
  }
}

const byKind = ({ limits }: TaskLimits) =>
  Object.fromEntries(limits.map(({ kind, limitSeconds, calendarId }) => [kind, { limitSeconds, calendarId }]))

/** When a task that is begun at a moment is due. */
export async function dueOf(context: Context, kind: TaskKind, begunAt: Date): Promise<Date> {
  const { limits } = await showLimits(context)
  const limit = limits.find((one) => one.kind === kind)
  if (!limit) throw new Error(`${kind} has no limit`)
  return deadlineAfter(context, begunAt, limit)
}
