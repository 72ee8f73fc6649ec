import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { FilledTable } from './load.rows.ts'

/** Bytes of one batch: large enough to keep the server busy, small enough to be kept twice. */
const flushAt = 4_000_000
const firstBytes = 65_536
/** No letter of UTF-16 becomes more bytes of UTF-8. */
const bytesOfALetter = 3

/** The rows of one table, as they go over the wire. */
class Sheet {
  length = 0
  #bytes = Buffer.allocUnsafe(firstBytes)

  /** Bytes at once, not a list of lines: of those the collector would look at each until the batch has gone. */
  write(line: string): number {
    const before = this.length
    const needed = before + line.length * bytesOfALetter + 1
    if (needed > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes.subarray(0, before)], needed * 2)
    this.length += this.#bytes.write(line, before)
    this.#bytes[this.length++] = 0x0a
    return this.length - before
  }

  get written(): Buffer {
    return this.#bytes.subarray(0, this.length)
  }
}

/** Takes rows of many tables and copies them in, a batch of each table after the other, while more are made. */
export class Copier {
  readonly #owner: pg.Client
  readonly #tables: readonly FilledTable[]
  #filling = new Map<string, Sheet>()
  #sent = new Map<string, Sheet>()
  #size = 0

  constructor(owner: pg.Client, tables: readonly FilledTable[]) {
    this.#owner = owner
    this.#tables = tables
  }

  readonly put = (table: string, line: string): void => {
    const sheet = this.#filling.get(table) ?? new Sheet()
    this.#filling.set(table, sheet)
    this.#size += sheet.write(line)
  }

  get isFull(): boolean {
    return this.#size >= flushAt
  }

  /** Copies what was put so far; resolves when the server has it. Only then may it be called again. */
  async flush(): Promise<void> {
    ;[this.#filling, this.#sent] = [this.#sent, this.#filling]
    this.#size = 0
    for (const { name, columns } of this.#tables) {
      const sheet = this.#sent.get(name)
      if (!sheet || sheet.length === 0) continue
      const named = columns.map((column) => `"${column}"`).join(', ')
      const into = this.#owner.query(copyFrom(`copy ${name} (${named}) from stdin (freeze)`))
      into.end(sheet.written)
      await finished(into)
      sheet.length = 0
    }
  }
}
