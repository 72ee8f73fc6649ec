import { type Context, type Gathering, gather } from '../../platform/context.ts'
import { countAll, type Happening } from './store.texts.ts'

/** Rows over which the writers of one letter's figures are spread. */
const slots = 8
const slotOf = (context: Context): number => Number.parseInt(context.newId().slice(-2), 16) % slots

/** The figures of a letter are everybody's: they are touched last, so that nobody waits for the rest of a transaction. */
const happenings: Gathering<Happening> = {
  name: 'templates.counts',
  write: (context, happened) => countAll(context.db, happened, context.now(), slotOf(context)),
}

/**
 * Counts a sent letter. `edited`: its words were changed freely. Call it once per letter, in the transaction that
 * records the message.
 */
export const recordUse = (context: Context, used: { versionId: string; edited: boolean }): Promise<void> =>
  gather(context, happenings, { textId: used.versionId, uses: 1, edited: used.edited ? 1 : 0 })

type Outcome = 'solved' | 'returned'

/**
 * Counts what came of a letter: `solved` when it settled the ticket, `returned` when the buyer came back unsatisfied;
 * `rating` 1 to 5 when the buyer rated the answer. The caller sees to it that each outcome is told once; where it turns
 * out otherwise, `insteadOf` takes back what was told before.
 */
export const recordOutcome = (
  context: Context,
  came: { versionId: string; outcome?: Outcome; insteadOf?: Outcome; rating?: number },
): Promise<void> =>
  gather(context, happenings, {
    textId: came.versionId,
    ...(came.insteadOf && { [came.insteadOf]: -1 }),
    ...(came.outcome && { [came.outcome]: 1 }),
    ...(came.rating !== undefined && { rated: 1, rating_sum: Math.round(came.rating) }),
  })
