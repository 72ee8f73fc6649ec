interface Bucket {
  tokens: number
  atMs: number
}

/** What was not used is saved up for so long: opening a page asks for a dozen things at once. */
const savedSeconds = 2

/**
 * So many requests a second for each key, saved up over a few seconds (token bucket). A key is a workspace: one that asks
 * for far more than its share shall not slow the others (ENGINEERING R16).
 */
export class Quota {
  readonly #perSecond: number
  readonly #nowMs: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor(perSecond: number, nowMs: () => number) {
    this.#perSecond = perSecond
    this.#nowMs = nowMs
  }

  /** Seconds until the key has one request left, rounded up; 0 when it has one now. Takes nothing. */
  waitSeconds(key: string): number {
    const { tokens } = this.#filled(key)
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / this.#perSecond)
  }

  /** Takes one request from what the key has left. */
  take(key: string): void {
    const bucket = this.#filled(key)
    bucket.tokens = Math.max(0, bucket.tokens - 1)
    this.#buckets.set(key, bucket)
    if (this.#buckets.size > 10_000) this.#forgetFull()
  }

  #filled(key: string): Bucket {
    const nowMs = this.#nowMs()
    const most = this.#perSecond * savedSeconds
    const bucket = this.#buckets.get(key)
    if (!bucket) return { tokens: most, atMs: nowMs }
    const gained = ((nowMs - bucket.atMs) / 1_000) * this.#perSecond
    return { tokens: Math.min(most, bucket.tokens + Math.max(0, gained)), atMs: nowMs }
  }

  /** A full bucket is the same as none. */
  #forgetFull(): void {
    for (const key of this.#buckets.keys())
      if (this.#filled(key).tokens >= this.#perSecond * savedSeconds) this.#buckets.delete(key)
  }
}
