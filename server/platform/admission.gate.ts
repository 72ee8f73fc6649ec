import { Pace } from './admission.pace.ts'

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
  readonly begun: boolean
}

/** Who waits of one workspace: those who have begun before those who have not, each in the order of coming. */
class Line {
  readonly #begun = new Set<Waiter>()
  readonly #new = new Set<Waiter>()

  get size(): number {
    return this.#begun.size + this.#new.size
  }

  get first(): Waiter | undefined {
    for (const waiter of this.#begun) return waiter
    for (const waiter of this.#new) return waiter
    return undefined
  }

  join(waiter: Waiter): void {
    if (waiter.begun) this.#begun.add(waiter)
    else this.#new.add(waiter)
  }

  leave(waiter: Waiter): void {
    this.#begun.delete(waiter)
    this.#new.delete(waiter)
  }
}

/** Nobody waits longer than this: the first page of many people at nine o'clock. */
const patienceMs = 1_000
/**
 * A queue that stands is no burst. Then only as many may wait as get their turn in this time, and all others hear at once
 * that there is no room (ENGINEERING R15: within 50 ms): a timer that tells them would itself be late in a busy process.
 * With 60 the 99th of 100 admitted waited three times as long as at a normal load, with 20 one and a half times.
 */
const standingPatienceMs = 20
/** But three for each place at least: as many people as that, each waiting for one answer at a time, are no overload. */
const standingPerPlace = 3
/**
 * A queue stands when it has not been empty for so long. At 0.7 of what a process can do, what came while it stood still
 * takes more than twice as long again to be worked off: after 220 ms, as a collection of memory beside a busy database may
 * take, 0.7 s. With 400 ms one in three hundred was sent away there, which no overload called for.
 */
const standsAfterMs = 800
/**
 * And it is over when nobody was turned away for so long: a short queue is empty now and then under any load, and whoever
 * came in such a moment would be let wait as in a burst, with all those behind.
 */
const calmAfterMs = 500

/**
 * Lets a bounded number of tasks run at the same time. Short bursts wait; under lasting overload the queue does not grow
 * but the new are turned away soon, so that those admitted are answered about as quickly as ever (controlled delay, as
 * in "Fail at Scale", ACM Queue 2015).
 *
 * Tasks belong to workspaces, which take turns, and while several are at work each has its share of the places only: what
 * one of them saved up and asks for at once must not make the others wait (ENGINEERING R16). '' belongs to nobody.
 */
export class Gate {
  readonly #limits: GateLimits
  readonly #nowMs: () => number
  /** Who waits, by workspace, that whose turn is next first. */
  readonly #queues = new Map<string, Line>()
  readonly #running = new Map<string, number>()
  readonly #neighbours: Neighbours
  readonly #pace: Pace
  #emptyAtMs: number
  #crowdedAtMs = Number.NEGATIVE_INFINITY

  constructor(limits: GateLimits, nowMs: () => number) {
    this.#limits = limits
    this.#nowMs = nowMs
    this.#emptyAtMs = nowMs()
    this.#pace = new Pace(nowMs())
    this.#neighbours = new Neighbours(nowMs)
  }

  get running(): number {
    let all = 0
    for (const running of this.#running.values()) all += running
    return all
  }

  get waiting(): number {
    let all = 0
    for (const queue of this.#queues.values()) all += queue.size
    return all
  }

  /** Whether somebody new of a workspace is turned away at once; who asks counts as one who came. */
  isFull(workspaceId: string): boolean {
    const whose = this.#known(workspaceId)
    if (this.#hasPlace(whose)) return false
    const waiting = this.#queues.get(whose)?.size ?? 0
    const isFull = waiting >= this.#mostWaiting(whose)
    if (isFull) this.#crowdedAtMs = this.#nowMs()
    return isFull
  }

  /** Who only claims to be of a workspace, that nobody was lately, waits with all others of whom nothing is known. */
  #known(workspaceId: string): string {
    return this.#neighbours.includes(workspaceId) ? workspaceId : ''
  }

  #hasPlace(workspaceId: string): boolean {
    return this.running < this.#limits.atOnce && (this.#running.get(workspaceId) ?? 0) < this.#places(workspaceId)
  }

  /**
   * How many places a workspace may hold: all, but a quarter while others are at work as well, and two at least: one slow
   * answer must not make all of a workspace wait.
   */
  #places(workspaceId: string): number {
    const { atOnce } = this.#limits
    return this.#neighbours.has(workspaceId) ? Math.min(atOnce, Math.max(2, Math.ceil(atOnce / 4))) : atOnce
  }

  #mostWaiting(workspaceId: string): number {
    const { atOnce, waiting } = this.#limits
    if (!this.#stands()) return waiting
    const share = this.#places(workspaceId) / atOnce
    const turnsSoon = Math.floor(this.#pace.perMs(this.#nowMs()) * standingPatienceMs)
    return Math.min(waiting, Math.ceil(share * Math.max(atOnce * standingPerPlace, turnsSoon)))
  }

  #stands(): boolean {
    const nowMs = this.#nowMs()
    if (this.#queues.size > 0 && nowMs - this.#emptyAtMs > standsAfterMs) this.#crowdedAtMs = nowMs
    return nowMs - this.#crowdedAtMs < calmAfterMs
  }

  /** A workspace was really asked for, not only claimed by who knows whom. */
  serves(workspaceId: string): void {
    this.#neighbours.note(workspaceId)
  }

  /**
   * Resolves with what to call when the task is over, or with undefined when there is no room. One that has `begun` has
   * cost work already: it waits as in a burst, and goes before those who have not.
   */
  enter(claimed: string, begun = false): Promise<(() => void) | undefined> {
    const workspaceId = this.#known(claimed)
    if (this.#queues.size === 0) this.#emptyAtMs = this.#nowMs()
    if (this.#hasPlace(workspaceId)) return Promise.resolve(this.#start(workspaceId, begun))
    const line = this.#queues.get(workspaceId) ?? new Line()
    if (begun ? line.size >= this.#limits.waiting : this.isFull(workspaceId)) return Promise.resolve(undefined)
    return new Promise((admit) => {
      const timer = setTimeout(() => {
        this.#leaveQueue(workspaceId, waiter)
        admit(undefined)
      }, patienceMs)
      const waiter: Waiter = { admit, timer, begun }
      line.join(waiter)
      this.#queues.set(workspaceId, line)
    })
  }

  #leaveQueue(workspaceId: string, waiter: Waiter): void {
    const line = this.#queues.get(workspaceId)
    line?.leave(waiter)
    if (line?.size === 0) this.#queues.delete(workspaceId)
    if (this.#queues.size === 0) this.#emptyAtMs = this.#nowMs()
  }

  #start(workspaceId: string, begun: boolean): () => void {
    this.#running.set(workspaceId, (this.#running.get(workspaceId) ?? 0) + 1)
    let left = false
    return () => {
      if (left) return
      left = true
      const running = (this.#running.get(workspaceId) ?? 1) - 1
      if (running > 0) this.#running.set(workspaceId, running)
      else this.#running.delete(workspaceId)
      // How soon somebody new gets a turn follows from how many new ones got theirs.
      if (!begun) this.#pace.count(this.#nowMs())
      this.#next()
    }
  }

  /** Admits whose turn it is. A workspace may have got neighbours or lost them: then none or several are. */
  #next(): void {
    for (const [workspaceId, line] of [...this.#queues]) {
      const { first } = line
      if (!first || !this.#hasPlace(workspaceId)) continue
      this.#leaveQueue(workspaceId, first)
      if (this.#queues.delete(workspaceId)) this.#queues.set(workspaceId, line)
      clearTimeout(first.timer)
      first.admit(this.#start(workspaceId, first.begun))
      this.#next()
      return
    }
  }
}

/** Who was at work lately. */
class Neighbours {
  readonly #nowMs: () => number
  readonly #lastMs = new Map<string, number>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  note(workspaceId: string): void {
    const nowMs = this.#nowMs()
    // Put last again: who was at work longest ago stands first.
    this.#lastMs.delete(workspaceId)
    this.#lastMs.set(workspaceId, nowMs)
    for (const [id, lastMs] of this.#lastMs) {
      if (nowMs - lastMs < neighbourMs) break
      this.#lastMs.delete(id)
    }
  }

  includes(workspaceId: string): boolean {
    const lastMs = this.#lastMs.get(workspaceId)
    return lastMs !== undefined && this.#nowMs() - lastMs < neighbourMs
  }

  /** Whether others than this one were at work; nobody's requests have none and are none. */
  has(workspaceId: string): boolean {
    if (workspaceId === '') return false
    const nowMs = this.#nowMs()
    for (const [id, lastMs] of this.#lastMs) if (id !== workspaceId && nowMs - lastMs < neighbourMs) return true
    return false
  }
}

/** Who asked for something so lately counts as being at work: people read between two clicks. */
const neighbourMs = 10_000
