import type { Move, Stage } from './schema.ts'

/** Who does it: the department that was asked, or the desk that asked. */
export type Side = 'department' | 'asker'

const allowed: { readonly [move in Move]: { readonly from: readonly Stage[]; readonly to: Stage; readonly by: Side } } =
  {
    answer: { from: ['open'], to: 'answered', by: 'department' },
    accept: { from: ['answered'], to: 'closed', by: 'asker' },
    // What was closed may prove wrong weeks later: the same action goes on, with its history.
    reopen: { from: ['answered', 'closed'], to: 'open', by: 'asker' },
    withdraw: { from: ['open', 'answered'], to: 'closed', by: 'asker' },
  }

/** The stage that a move leads to; undefined where it cannot be made now. */
export const stageAfter = (stage: Stage, move: Move): Stage | undefined =>
  allowed[move].from.includes(stage) ? allowed[move].to : undefined

/** Whose move it is. */
export const sideOf = (move: Move): Side => allowed[move].by

/** Whether the move must say something: the answer itself, why it was not enough, why it is not wanted any more. */
export const needsWords = (move: Move): boolean => move !== 'accept'

/** Whether the department is late: it has not answered by the due time. What waits to be accepted is the asker's. */
export const isOverdue = (action: { readonly stage: Stage; readonly dueAt: Date }, now: Date): boolean =>
  action.stage === 'open' && action.dueAt <= now
