/** What came of a letter, as the figures of its template count it. */
export type Outcome = 'solved' | 'returned'

interface Ending {
  readonly result: string
  readonly customerFeedback: string
}

const settling = ['answered', 'solved', 'refunded', 'replaced']

/**
 * What the end of a ticket says of the answer that came last. An unsatisfied buyer weighs more than the result; a matter
 * that the buyer withdrew, or that needed no answer, says nothing.
 */
export function outcomeOf({ result, customerFeedback }: Ending): Outcome | null {
  if (customerFeedback === 'unsatisfied' || result === 'unsolved') return 'returned'
  return settling.includes(result) || customerFeedback === 'satisfied' ? 'solved' : null
}

/** Whether a word that opened a resolved ticket again shows an unsatisfied buyer: anything but thanks does. */
export const isUnsatisfied = (word: { readonly subType: string | null }): boolean => word.subType !== 'thanks'

/**
 * What a letter's outcome is after a further one: the first word stands, save that a buyer may come back after all. Who
 * came back once does so for good; what settles it then is another letter.
 */
export const outcomeAfter = (before: Outcome | null, now: Outcome): Outcome => (before === 'returned' ? before : now)
