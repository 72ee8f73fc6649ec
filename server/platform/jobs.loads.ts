/** What follows from a load lets it go first for so many seconds; where it takes longer both go on beside each other. */
export const longestLoadSeconds = 120
/** Loads with less than this between them are one, so that a hundred files in a row do not hold everything up for hours. */
const betweenMs = 10_000

/**
 * Loads of many rows that this process works on: a report of a marketplace, read in. What merely follows from the rows
 * (products learned, the ledger gone over) costs as much again, and nobody waits for it as people wait for the rows.
 */
export class Loads {
  #going = 0
  #beganMs = Number.NEGATIVE_INFINITY
  #endedMs = Number.NEGATIVE_INFINITY

  begin(nowMs: number): void {
    if (this.#going === 0 && nowMs - this.#endedMs >= betweenMs) this.#beganMs = nowMs
    this.#going += 1
  }

  end(nowMs: number): void {
    this.#going -= 1
    this.#endedMs = nowMs
  }

  /** Whether a load goes on that what follows from loads is to wait for. */
  goFirst(nowMs: number): boolean {
    return this.#going > 0 && nowMs - this.#beganMs < longestLoadSeconds * 1_000
  }
}
