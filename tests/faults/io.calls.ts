/** The ways out of a process by which it can be let down. */
export type Door = 'database' | 'smtp' | 'imap' | 'file'

/**
 * How a call fails. `refused`: not done, and the other side says so (an error of PostgreSQL, 4xx, NO, ENOSPC; of a write,
 * half is there). `unheard`: the connection is cut before the other side has heard of it. `unanswered`: done, and cut
 * before the answer. `left`: done and answered, and cut then.
 */
export type Failure = 'refused' | 'unheard' | 'unanswered' | 'left'

/** How a call of each kind can fail. A statement that was not heard of and one that was refused leave the same behind. */
export const failuresOf: Readonly<Record<Door, readonly Failure[]>> = {
  database: ['refused', 'unanswered'],
  smtp: ['refused', 'unheard', 'unanswered', 'left'],
  imap: ['refused', 'unheard', 'unanswered', 'left'],
  file: ['refused', 'unanswered'],
}

/** A call of a story: the place that it is made from (a statement's text, a command's verb), and which of that place's. */
export interface Call {
  readonly door: Door
  readonly site: string
  readonly nth: number
}

/** One call, and how it fails. */
export interface Fault extends Call {
  readonly failure: Failure
}

/** The place of a call among all. */
export const siteOf = ({ door, site }: Call): string => `${door}: ${site}`

/** Counts the calls of one run of a story, and says which of them is to fail. */
export class Calls {
  readonly made: Call[] = []
  readonly #fault: Fault | undefined
  readonly #counts = new Map<string, number>()
  readonly #struck = Promise.withResolvers<void>()
  #hasStruck = false

  constructor(fault?: Fault) {
    this.#fault = fault
  }

  /** Whether the call that was to fail has. */
  get hasStruck(): boolean {
    return this.#hasStruck
  }

  /** Resolves when it has. */
  get struck(): Promise<void> {
    return this.#struck.promise
  }

  /** A call is being made; how it must fail, if it must. */
  meet(door: Door, site: string): Failure | undefined {
    const key = siteOf({ door, site, nth: 0 })
    const nth = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, nth)
    this.made.push({ door, site, nth })
    const fault = this.#fault
    if (fault?.door !== door || fault.site !== site || fault.nth !== nth) return undefined
    this.#hasStruck = true
    this.#struck.resolve()
    return fault.failure
  }
}

/** The calls of the run that is under way; none between runs. The doors of a process are watched for all its runs. */
export type CurrentCalls = () => Calls | undefined
