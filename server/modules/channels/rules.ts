const minute = 60_000
/** Mail servers expect patience (RFC 5321 §4.5.4.1: give up after four to five days). */
const giveUpMs = 4 * 24 * 60 * minute

/** How long to wait after the n-th try of a letter, in milliseconds; null when it is time to give up. */
export function retryAfter(attempts: number, ageMs: number, waitsSeconds: readonly number[]): number | null {
  if (ageMs > giveUpMs) return null
  return 1_000 * (waitsSeconds[Math.min(attempts, waitsSeconds.length) - 1] ?? 60)
}

/** A letter of the same ticket that was written earlier and is still on its way. */
export interface EarlierLetter {
  readonly status: 'queued' | 'sending'
  /** Tries begun. */
  readonly attempts: number
  /** When it is tried next. */
  readonly notBefore: Date
}

/** A letter that its server does not take holds back those after it on its ticket for so long, and no longer. */
const inOrderMs = 10 * minute

/**
 * How long a letter waits for the earlier ones of its ticket (oldest first), in milliseconds; 0 when it goes. What a buyer
 * reads second shall arrive second, however long both had to wait for their turn; but an answer must not wait for days
 * behind one that nobody takes.
 */
export function waitsFor(earlier: readonly EarlierLetter[], waitsSeconds: readonly number[], now: Date): number {
  const holder = earlier.find((each) => holdsBack(each, waitsSeconds, now))
  if (!holder) return 0
  // One that is being handed over is mostly done in a moment, whatever its lease says.
  const until = holder.status === 'sending' ? 0 : holder.notBefore.getTime() - now.getTime()
  return Math.min(Math.max(until, 1_000), minute)
}

function holdsBack(
  { status, attempts, notBefore }: EarlierLetter,
  waitsSeconds: readonly number[],
  now: Date,
): boolean {
  if (status === 'sending' || attempts === 0) return true
  const waits = Array.from({ length: attempts }, (_, tried) => retryAfter(tried + 1, 0, waitsSeconds) ?? 0)
  const firstTriedAt = notBefore.getTime() - waits.reduce((sum, wait) => sum + wait, 0)
  return now.getTime() - firstTriedAt <= inOrderMs
}

/** How long to wait before a mailbox that failed is tried again, in milliseconds: 3 s, doubling to 5 minutes. */
export function mailboxRetryAfter(failures: number): number {
  return Math.min(3_000 * 2 ** Math.max(0, failures - 1), 5 * minute)
}

/** An address as the directory knows it: lower case, without what stands behind a plus. */
export function directoryAddress(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')
}
