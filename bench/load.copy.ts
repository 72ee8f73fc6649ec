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

/** What a table is bound and found by, in the words that make it again. */
export interface Bonds {
  readonly drop: readonly string[]
  readonly make: readonly string[]
}

/**
 * The constraints and indexes of tables that are to be filled. Dropped before and made again after, each row is checked
 * as strictly as at its insertion, all at once instead of one by one.
 */
export async function bondsOf(owner: pg.Client, tables: readonly FilledTable[]): Promise<Bonds> {
  const names = tables.map(({ name }) => name)
  const constraints = await owner.query<{ table: string; name: string; kind: string; words: string }>(
    `select conrelid::regclass::text as table, conname as name, contype as kind, pg_get_constraintdef(oid) as words
     from pg_constraint where contype in ('p', 'u', 'f')
       and (conrelid = any ($1::text[]::regclass[]) or (contype = 'f' and confrelid = any ($1::text[]::regclass[])))
     order by array_position(array['p', 'u', 'f'], contype::text), 1, 2`,
    [names],
  )
  const indexes = await owner.query<{ name: string; words: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as words from pg_index i
     where indrelid = any ($1::text[]::regclass[]) and not exists (select from pg_constraint where conindid = i.indexrelid)
     order by 1`,
    [names],
  )
  return {
    drop: [
      ...constraints.rows.toReversed().map(({ table, name }) => `alter table ${table} drop constraint "${name}"`),
      ...indexes.rows.map(({ name }) => `drop index ${name}`),
    ],
    make: [
      ...constraints.rows
        .filter(({ kind }) => kind !== 'f')
        .map(({ table, name, words }) => `alter table ${table} add constraint "${name}" ${words}`),
      ...indexes.rows.map(({ words }) => words),
      ...constraints.rows
        .filter(({ kind }) => kind === 'f')
        .map(({ table, name, words }) => `alter table ${table} add constraint "${name}" ${words}`),
    ],
  }
}
