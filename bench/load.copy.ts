import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { FilledTable } from './load.rows.ts'

/** Letters of one COPY: large enough to keep the server busy, small enough to be forgotten soon. */
const flushAt = 8_000_000

/** Takes rows of many tables and copies them in, a batch of each table after the other, while more are made. */
export class Copier {
  readonly #owner: pg.Client
  readonly #tables: ReadonlyMap<string, FilledTable>
  #batches = new Map<string, string[]>()
  #size = 0

  constructor(owner: pg.Client, tables: readonly FilledTable[]) {
    this.#owner = owner
    this.#tables = new Map(tables.map((table) => [table.name, table]))
  }

  readonly put = (table: string, line: string): void => {
    const lines = this.#batches.get(table)
    if (lines) lines.push(line)
    else this.#batches.set(table, [line])
    this.#size += line.length
  }

  get isFull(): boolean {
    return this.#size >= flushAt
  }

  /** Copies what was put so far; resolves when the server has it. */
  async flush(): Promise<void> {
    const batches = this.#batches
    this.#batches = new Map()
    this.#size = 0
    for (const [name, lines] of batches) {
      const columns = this.#tables
        .get(name)
        ?.columns.map((column) => `"${column}"`)
        .join(', ')
      const into = this.#owner.query(copyFrom(`copy ${name} (${columns}) from stdin (freeze)`))
      into.end(`${lines.join('\n')}\n`)
      await finished(into)
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
