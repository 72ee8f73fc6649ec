/** How much a gate lets through. Times in milliseconds. */
export interface GateLimits {
  /** So many at the same time; the others wait in order. */
  readonly atOnce: number
  /** So many may wait; one more is turned away at once. */
  readonly waiting: number
}

interface Waiter {
  readonly admit: (leave: (() => void) | undefined) => void
  readonly timer: NodeJS.Timeout
}

/** Nobody waits longer than this: the first page of many people at nine o'clock. */
const patienceMs = 1_000
/**
 * A queue that stands is no burst. Then only as many may wait as get their turn in this time, and all others hear at once
 * that there is no room (ENGINEERING R15: within 50 ms): a timer that tells them would itself be late in a busy process.
 */
const standingPatienceMs = 60
/** But two for each place at least: as many people as that, each waiting for one answer at a time, are no overload. */
const standingPerPlace = 2
/** A queue stands when it has not been empty for so long. */
const standsAfterMs = 100
/**
 * And it is over when nobody was turned away for so long: a short queue is empty now and then under any load, and whoever
 * came in such a moment would be let wait as in a burst, with all those behind.
 */
const calmAfterMs = 500

/** How often something happens, on the average of about the last second. */
class Pace {
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
}

/** What happened so long ago counts a third of what happens now. */
const paceMs = 1_000

/**
 * Lets a bounded number of tasks run at the same time. Short bursts wait; under lasting overload the queue does not grow
 * but the new are turned away soon, so that those admitted are answered about as quickly as ever (controlled delay, as
 * in "Fail at Scale", ACM Queue 2015).
 */
export class Gate {
  readonly #limits: GateLimits
  readonly #nowMs: () => number
  readonly #queue = new Set<Waiter>()
  readonly #pace: Pace
  #running = 0
  #emptyAtMs: number
  #crowdedAtMs = Number.NEGATIVE_INFINITY

  constructor(limits: GateLimits, nowMs: () => number) {
    this.#limits = limits
    this.#nowMs = nowMs
    this.#emptyAtMs = nowMs()
    this.#pace = new Pace(nowMs())
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#queue.size
  }

  /** Whether somebody new is turned away at once; who asks counts as one who came. */
  isFull(): boolean {
    if (this.#running < this.#limits.atOnce) return false
    const nowMs = this.#nowMs()
    const turnsSoon = Math.floor(this.#pace.perMs(nowMs) * standingPatienceMs)
    const most = this.#stands() ? Math.max(this.#limits.atOnce * standingPerPlace, turnsSoon) : this.#limits.waiting
    const isFull = this.#queue.size >= Math.min(most, this.#limits.waiting)
    if (isFull) this.#crowdedAtMs = nowMs
    return isFull
  }

  #stands(): boolean {
    const nowMs = this.#nowMs()
    if (this.#queue.size > 0 && nowMs - this.#emptyAtMs > standsAfterMs) this.#crowdedAtMs = nowMs
    return nowMs - this.#crowdedAtMs < calmAfterMs
  }

  /**
   * Resolves with what to call when the task is over, or with undefined when there is no room. One that has `begun` has
   * cost work already: it waits as in a burst, and goes before those who have not.
   */
  enter(begun = false): Promise<(() => void) | undefined> {
    if (this.#queue.size === 0) this.#emptyAtMs = this.#nowMs()
    if (this.#running < this.#limits.atOnce) return Promise.resolve(this.#start())
    if (begun ? this.#queue.size >= this.#limits.waiting : this.isFull()) return Promise.resolve(undefined)
    return new Promise((admit) => {
      const timer = setTimeout(() => {
        this.#queue.delete(waiter)
        admit(undefined)
      }, patienceMs)
      const waiter: Waiter = { admit, timer }
      if (begun) this.#putFirst(waiter)
      else this.#queue.add(waiter)
    })
  }

  #putFirst(waiter: Waiter): void {
    const others = [...this.#queue]
    this.#queue.clear()
    for (const each of [waiter, ...others]) this.#queue.add(each)
  }

  #start(): () => void {
    this.#running += 1
    let left = false
    return () => {
      if (left) return
      left = true
      this.#running -= 1
      this.#pace.count(this.#nowMs())
      this.#next()
    }
  }

  #next(): void {
    const [first] = this.#queue
    if (!first) return
    this.#queue.delete(first)
    if (this.#queue.size === 0) this.#emptyAtMs = this.#nowMs()
    clearTimeout(first.timer)
    first.admit(this.#start())
  }
}
