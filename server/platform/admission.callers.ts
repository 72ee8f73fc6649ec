import { Pace } from './admission.pace.ts'

/** Who is refused so many times as often as its whole workspace may ask does not heed refusals. */
const heedlessTimes = 2
/** Of so many callers it is known how often they were refused; who was refused longest ago is forgotten first. */
const mostCallers = 1_000

/**
 * Callers that go on asking however often they are refused: a program in a loop, which no Retry-After slows down. Such a one
 * gets nothing until it slackens. What it would get of its workspace's quota, in competition with the people who work there,
 * is left to them, and its neighbours have what that would cost (ENGINEERING R16): with its quota alone, ten lists a second,
 * it made the 99th of 100 of theirs a fifth to a third slower. A caller is a secret; who only knows the workspace is another.
 */
export class Callers {
  readonly #mostPerMs: number
  readonly #nowMs: () => number
  /** How often each was refused, who was refused last standing last. */
  readonly #refused = new Map<string, Pace>()

  constructor(perWorkspacePerSecond: number, nowMs: () => number) {
    this.#mostPerMs = (perWorkspacePerSecond * heedlessTimes) / 1_000
    this.#nowMs = nowMs
  }

  /** Seconds until it is heard again if it asks nothing meanwhile, rounded up; 0 for who heeds refusals. */
  waitSeconds(caller: string): number {
    const ms = this.#refused.get(caller)?.fallsInMs(this.#mostPerMs, this.#nowMs()) ?? 0
    return Math.ceil(ms / 1_000)
  }

  /** It was refused, for whatever it or its workspace asked too much. */
  refuse(caller: string): void {
    const nowMs = this.#nowMs()
    const pace = this.#refused.get(caller) ?? new Pace(nowMs)
    pace.count(nowMs)
    this.#refused.delete(caller)
    this.#refused.set(caller, pace)
    if (this.#refused.size <= mostCallers) return
    const [longestAgo] = this.#refused.keys()
    if (longestAgo !== undefined) this.#refused.delete(longestAgo)
  }
}
