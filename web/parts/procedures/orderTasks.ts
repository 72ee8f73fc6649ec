import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'

export type OrderTask = Schemas['OrderTask']
export type OrderTaskRow = Schemas['OrderTaskRow']
export type OrderTasksOfTicket = Schemas['OrderTasksOfTicket']
export type TaskKind = OrderTask['kind']
export type TaskEvent = OrderTask['next'][number]['event']
export type TaskField = OrderTask['next'][number]['fields'][number]
export type TaskCheck = OrderTask['checks'][number]
export type OutcomeLetter = NonNullable<OrderTask['letter']>

export const taskKinds = [
  'change-address',
  'change-item',
  'cancel',
  'exchange',
  'resend',
  'invoice',
] as const satisfies readonly TaskKind[]

export const askedOf = ['seller-system', 'warehouse', 'carrier', 'marketplace'] as const satisfies readonly NonNullable<
  OrderTask['askedOf']
>[]

/** The tasks of a ticket. The first words of its key are those of its ticket: it is fetched again with it. */
export const orderTasksQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['ticket', ticketId, 'order-tasks'],
    queryFn: () => answered(api.GET('/api/tickets/{ticketId}/order-tasks', { params: { path: { ticketId } } })),
  })

/** Whether checks let a task begin: `stop` for nobody, `block` for those who override with a reason. */
export function verdictOf(
  checks: readonly Pick<TaskCheck, 'code' | 'severity'>[],
  overridden: readonly string[] = [],
): 'free' | 'block' | 'stop' {
  if (checks.some(({ severity }) => severity === 'stop')) return 'stop'
  return checks.some(({ severity, code }) => severity === 'block' && !overridden.includes(code)) ? 'block' : 'free'
}

/** The kind that a ticket's sub-type speaks of; undefined where it speaks of none. */
export const kindOf = (subType: string | null): TaskKind | undefined => taskKinds.find((kind) => kind === subType)

/** The kind to offer first: the one that the ticket speaks of, unless nobody may begin it; then the first that somebody may. */
export const firstOffered = (
  offers: readonly Pick<OrderTasksOfTicket['offers'][number], 'kind' | 'checks'>[],
  suggested: TaskKind | undefined,
): TaskKind => {
  const free = offers.filter(({ checks }) => verdictOf(checks) !== 'stop').map(({ kind }) => kind)
  return free.find((kind) => kind === suggested) ?? free[0] ?? suggested ?? 'cancel'
}
