import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Things that take their time to make and are wanted sooner or later: made when first used, or one after the other while
 * nothing else happens. Compiling the schemas of all routes before the first answer took 2 of 4 seconds of a start.
 */
export class Late {
  readonly #unmade = new Set<() => void>()
  #stopped = false

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

  /** Makes what is left, a piece in each turn of the process, until all is made or `stop` is called. */
  async makeRest(): Promise<void> {
    for (const make of this.#unmade) {
      if (this.#stopped) return
      make()
      await nextTurn()
    }
  }

  stop(): void {
    this.#stopped = true
  }
}
