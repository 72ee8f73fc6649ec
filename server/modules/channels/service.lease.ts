import type { Context } from '../../platform/context.ts'
import * as outgoing from './store.outgoing.ts'

/**
 * For so long a letter is nobody else's after its last sign of life. A worker that was killed gives none: another has taken
 * the letter up within 60 s (ENGINEERING R4), of which the queue may need the other half.
 */
const leaseMs = 30_000
const signMs = 5_000
/** What hanging up takes, and by what the clocks of two machines may differ. */
const marginMs = 10_000

/** Until when a letter taken up now is held. */
export const leaseFrom = (now: Date): Date => new Date(now.getTime() + leaseMs)

/** A hold on a letter that is being handed over. */
export interface Lease {
  /** Aborts when the letter can no longer be held: whoever hands it over must hang up. */
  readonly signal: AbortSignal
  end(): void
}

/**
 * Holds a letter for as long as its handing over takes, however slow its server is. When the database does not hear of us
 * any more the letter is let go before another may take it up, so that two never hand it over at once.
 */
export function holdLease(context: Context, mail: outgoing.OutgoingRecord): Lease {
  const letGo = new AbortController()
  let heldAtMs = performance.now()
  const isOver = () => performance.now() - heldAtMs > leaseMs - marginMs
  const beat = setInterval(async () => {
    if (isOver()) letGo.abort(new Error('the letter could not be held'))
    const askedAtMs = performance.now()
    const isHeld = await outgoing.prolongLease(context.db, mail, leaseFrom(context.now())).catch(() => undefined)
    if (isHeld) heldAtMs = askedAtMs
    if (isHeld === false) letGo.abort(new Error('the letter is in other hands'))
  }, signMs)
  return {
    signal: letGo.signal,
    end: () => clearInterval(beat),
  }
}
