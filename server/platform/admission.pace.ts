/** What happened so long ago counts a third of what happens now. */
const paceMs = 1_000

/** How often something happens, on the average of about the last second. */
export class Pace {
  #perMs = 0
  #atMs: number

  constructor(nowMs: number) {
    this.#atMs = nowMs
  }

  count(nowMs: number): void {
    this.#perMs = this.perMs(nowMs) + 1 / paceMs
    this.#atMs = nowMs
  }

  perMs(nowMs: number): number {
    return this.#perMs * Math.exp((this.#atMs - nowMs) / paceMs)
  }

  /** Milliseconds until it is no more than this if it does not happen again; 0 when it is not more now. */
  fallsInMs(perMs: number, nowMs: number): number {
    return Math.max(0, Math.log(this.perMs(nowMs) / perMs) * paceMs)
  }
}
