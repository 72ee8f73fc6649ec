/** So often in a row a server may leave us without an answer before it is left in peace. */
const patienceTries = 5
/** For so long; then one letter tries again, alone. */
const restMs = 60_000

/**
 * How a mail server has done by us lately. One that does not answer costs each try all our patience: after a few of them
 * its letters are put off unasked, so that they do not keep the letters of other mailboxes waiting. (A circuit breaker,
 * Nygard, "Release It!".)
 */
export class Standing {
  readonly #nowMs: () => number
  #silences = 0
  #restsUntilMs = 0
  #isTried = false
  #said = ''

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs
  }

  /** What it last failed with, when it is to be left in peace now; undefined when a letter may be tried. */
  putsOff(): string | undefined {
    if (this.#silences < patienceTries) return undefined
    if (this.#isTried || this.#nowMs() < this.#restsUntilMs) return this.#said
    this.#isTried = true
    return undefined
  }

  /** It answered, whatever it said. */
  answered(): void {
    this.#silences = 0
    this.#isTried = false
  }

  /** It was not there, fell silent, or hung up. */
  wasSilent(said: string): void {
    this.#silences += 1
    this.#isTried = false
    this.#restsUntilMs = this.#nowMs() + restMs
    this.#said = said
  }
}
