import { type Context, transact } from '../../platform/context.ts'
import { endedInTime, hasOutcome, isOpen, stageAfter } from './rules.ts'
import type { NewOrderTask, OrderTaskMove } from './schema.ts'
import { linkedOrder } from './service.orders.ts'
import { newTask, tellBegun, tellMoved } from './service.ts'
import * as store from './store.ts'

/** An order task that was worked on before this desk knew of it: demo data, and what another desk hands over. */
export interface PastTask {
  readonly wanted: NewOrderTask
  readonly begunAt: Date
  readonly assigneeId: string
  /** What happened, each at its moment. */
  readonly moves: readonly (Pick<OrderTaskMove, 'event' | 'askedOf' | 'reference' | 'reason'> & { readonly at: Date })[]
}

/** Records a task of the past on the order of a ticket, without its checks; false where no order is known. */
export function recordPastTask(context: Context, ticketId: string, past: PastTask): Promise<boolean> {
  return transact(context, async (context) => {
    const linked = await linkedOrder(context, ticketId)
    if (!linked) return false
    const begun = await newTask(context, ticketId, linked.order, past.wanted, past.begunAt)
    let task: store.TaskRecord = { ...begun, assigneeId: past.assigneeId }
    if (!(await store.insertTask(context.db, task))) return false
    const then = (at: Date): Context => ({
      ...context,
      now: () => at,
      actor: { ...context.actor, kind: 'member', id: past.assigneeId },
    })
    await tellBegun(then(past.begunAt), task)
    for (const { at, ...move } of past.moves) {
      const stage = stageAfter(task.kind, task.stage, move.event)
      if (!stage) throw new Error(`${move.event} cannot follow ${task.stage}`)
      task = {
        ...task,
        stage,
        askedOf: move.askedOf ?? task.askedOf,
        reference: move.reference ?? task.reference,
        refusal: move.event === 'tell' ? task.refusal : (move.reason ?? task.refusal),
        ...(hasOutcome(stage) && { outcomeAt: at }),
        ...(!isOpen(stage) && { endedAt: at }),
        ...((stage === 'done' || stage === 'declined') && { inTime: endedInTime(task.dueAt, at) }),
      }
      await tellMoved(then(at), task, move.event)
    }
    await store.updateTask(context.db, task)
    return true
  })
}
