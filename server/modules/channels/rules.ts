const minute = 60_000
/** Waits between tries; mail servers expect patience (RFC 5321 §4.5.4.1: give up after four to five days). */
const waits: readonly number[] = [10_000, 30_000, minute, 5 * minute, 15 * minute, 60 * minute]
const giveUpMs = 4 * 24 * 60 * minute

/** How long to wait after the n-th try of a letter, in milliseconds; null when it is time to give up. */
export function retryAfter(attempts: number, ageMs: number): number | null {
  if (ageMs > giveUpMs) return null
  return waits[Math.min(attempts, waits.length) - 1] ?? waits[0] ?? minute
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
