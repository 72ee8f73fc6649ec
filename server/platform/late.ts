import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'

/** Nobody asks again so soon who has asked for nothing for so long. */
const quietMs = 100

/**
 * Things that take their time to make and are wanted sooner or later: made when first used, or one after the other while
 * nothing else happens. Compiling the schemas of all routes before the first answer took 2 of 4 seconds of a start; while
 * a page asked for one list after the other it made each third answer wait.
 */
export class Late {
  readonly #unmade = new Set<() => void>()
  #stopped = false
  #calledAt = Number.NEGATIVE_INFINITY

  /** A stand-in that makes the thing at its first use and is it from then on. */
  of<Made>(make: () => Made): () => Made {
    let made: { readonly it: Made } | undefined
    const use = () => {
      made ??= { it: make() }
      this.#unmade.delete(use)
      return made.it
    }
    this.#unmade.add(use)
    return use
  }

  /** Somebody is waiting for an answer: what is left can wait until it is quiet again. */
  called(): void {
    this.#calledAt = performance.now()
  }

  /** Makes what is left, a piece in each quiet turn of the process, until all is made or `stop` is called. */
  async makeRest(): Promise<void> {
    for (const make of this.#unmade) {
      while (performance.now() - this.#calledAt < quietMs) await pause(quietMs, undefined, { ref: false })
      if (this.#stopped) return
      make()
      await nextTurn()
    }
  }

  stop(): void {
    this.#stopped = true
  }
}
