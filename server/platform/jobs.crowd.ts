/** In so many milliseconds … */
const spanMs = 500
/** … more than so many are a crowd: no desk is written to twenty times a second on an ordinary day. */
const most = 10

/** Whether what comes first comes in a crowd just now. */
export class Crowd {
  #lately: { readonly count: number; readonly atMs: number }[] = []

  /** So many have come. */
  count(count: number, nowMs: number): void {
    this.#lately = [...this.#lately.filter(({ atMs }) => nowMs - atMs < spanMs), { count, atMs: nowMs }]
  }

  isThere(nowMs: number): boolean {
    const lately = this.#lately.filter(({ atMs }) => nowMs - atMs < spanMs)
    return lately.reduce((sum, { count }) => sum + count, 0) > most
  }
}
