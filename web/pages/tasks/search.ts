import { type TaskKind, taskKinds } from '../../parts/procedures/orderTasks.ts'

export const states = ['open', 'overdue', 'ended'] as const
export type TaskState = (typeof states)[number]

/** Which order tasks are looked at, or whose timeliness; it lives in the address. */
export interface TaskSearch {
  readonly tab?: 'timeliness'
  readonly state?: Exclude<TaskState, 'open'>
  readonly store?: string
  readonly agent?: string
  readonly kind?: TaskKind
  readonly timely?: 'in-time' | 'late'
  /** Days, `2026-03-01`. */
  readonly from?: string
  readonly until?: string
}

/** Reads the search out of an address; what is not understood is left out. */
export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const state = states.find((known) => known === search.state)
  const kind = taskKinds.find((known) => known === search.kind)
  const timely = (['in-time', 'late'] as const).find((known) => known === search.timely)
  const text = (name: 'store' | 'agent') => {
    const value = search[name]
    return typeof value === 'string' ? { [name]: value } : {}
  }
  const day = (name: 'from' | 'until') => {
    const value = search[name]
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? { [name]: value } : {}
  }
  return {
    ...(search.tab === 'timeliness' && { tab: 'timeliness' }),
    ...(state && state !== 'open' && { state }),
    ...(kind && { kind }),
    ...(timely && { timely }),
    ...text('store'),
    ...text('agent'),
    ...day('from'),
    ...day('until'),
  }
}

/** Whether anything narrows the list beyond its state. */
export const isNarrow = ({ store, agent, kind, timely, from, until }: TaskSearch): boolean =>
  [store, agent, kind, timely, from, until].some((part) => part !== undefined)
