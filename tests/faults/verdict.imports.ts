/** What the desk tells of an import that has ended. */
export interface ImportCounts {
  readonly status: string
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
}

/** One group of rows summed up, in the file or in the tables: what it is told by, and its sums as text. */
export type Sums = ReadonlyMap<string, string>

export interface ImportFacts {
  readonly rows: number
  readonly first: ImportCounts
  /** The same file once more. */
  readonly again: ImportCounts
  /** The same file for another store, by a worker that was killed half-way. */
  readonly killed: ImportCounts
  /** How far that import had come when its worker was killed, of 1. */
  readonly killedAt: number
  /** A hash over everything recorded of a store, without what differs from store to store. */
  readonly hashes: { readonly first: string; readonly again: string; readonly killed: string }
  /** Reckoned by SQL over the file itself, and over the tables. */
  readonly sums: { readonly file: Sums; readonly tables: Sums }
}

/** What was wrong, in words; empty when nothing was. */
export interface ImportVerdict {
  /** Rows that were not recorded, or refused. */
  readonly lost: readonly string[]
  /** What a second time, or a kill and going on, changed. */
  readonly unequal: readonly string[]
  readonly miscounted: readonly string[]
}

/** Compares what a report tells with what the desk recorded of it (issue “orders”, “Must show”). */
export function judgeImport({ rows, first, again, killed, killedAt, hashes, sums }: ImportFacts): ImportVerdict {
  const done = { first, again, killed }
  const groups = new Set([...sums.file.keys(), ...sums.tables.keys()])
  return {
    lost: Object.entries(done).flatMap(([name, { status, added, changed, unchanged, refused }]) => [
      ...(status === 'done' ? [] : [`${name}: ${status}`]),
      ...(refused === 0 ? [] : [`${name}: ${refused} rows refused`]),
      ...(added + changed + unchanged === rows
        ? []
        : [`${name}: ${added + changed + unchanged} of ${rows} rows told of`]),
    ]),
    unequal: [
      ...(again.added + again.changed === 0 ? [] : [`again: ${again.added} added, ${again.changed} changed`]),
      ...(hashes.again === hashes.first ? [] : ['the same file once more changed what is recorded']),
      ...(hashes.killed === hashes.first ? [] : ['a killed worker left something else than one that was not']),
      ...(killedAt > 0 && killedAt < 1 ? [] : [`killed at ${killedAt}, which is not half-way`]),
    ],
    miscounted: [...groups]
      .filter((group) => sums.file.get(group) !== sums.tables.get(group))
      .map((group) => `${group}: ${sums.file.get(group)} in the file, ${sums.tables.get(group)} recorded`),
  }
}
