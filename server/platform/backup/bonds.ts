import type pg from 'pg'

/** What a table is bound and found by, in the words that make it again. */
interface Bonds {
  readonly drop: readonly string[]
  readonly make: readonly string[]
}

/**
 * The constraints and indexes of tables that are to be filled. Dropped before and made again after, each row is checked
 * as strictly as at its insertion, all at once instead of one by one.
 */
export async function bondsOf(owner: pg.Client, names: readonly string[]): Promise<Bonds> {
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
