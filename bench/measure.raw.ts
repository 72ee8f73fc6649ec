import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { newUuid } from './uuid.ts'

/** One statement of a ticket's transaction, and the values of the ticket that it was read off. */
interface Insert {
  readonly text: string
  readonly values: readonly (string | null)[]
}

/** The rows that a transaction of the desk left behind, ready to be written once more under other ids. */
export interface RowsOfTicket {
  readonly inserts: readonly Insert[]
  readonly rows: number
}

/**
 * Reads every row that the transaction of one ticket wrote, in whatever table: so what is compared is what the desk
 * really commits, and stays so when it commits more. Columns that a sequence fills are left to it.
 */
export async function rowsOfTicket(owner: pg.Client, ticketId: string): Promise<RowsOfTicket> {
  const [ticket] = (await owner.query('select xmin::text from tickets where id = $1', [ticketId])).rows
  const tables = (await owner.query<{ name: string; columns: string[] }>(writtenTables)).rows
  const inserts: Insert[] = []
  let rows = 0
  for (const { name, columns } of tables) {
    const found = await owner.query({
      text: `select ${columns.map((column) => `"${column}"::text`).join(', ')} from ${name} where xmin = $1::xid`,
      values: [ticket?.xmin],
      rowMode: 'array',
    })
    if (found.rows.length === 0) continue
    rows += found.rows.length
    const places = found.rows.map(
      (_row, at) => `(${columns.map((_column, i) => `$${at * columns.length + i + 1}`).join(', ')})`,
    )
    const names = columns.map((column) => `"${column}"`).join(', ')
    inserts.push({ text: `insert into ${name} (${names}) values ${places.join(', ')}`, values: found.rows.flat() })
  }
  return { inserts, rows }
}

/** Tables in an order that foreign keys allow, each with the columns to be written. */
const writtenTables = `
  with recursive reference as (
    select conrelid as child, confrelid as parent from pg_constraint where contype = 'f' and conrelid <> confrelid
  ), depth(id, level) as (
    select c.oid, 0 from pg_class c
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
    union
    select r.child, d.level + 1 from reference r join depth d on d.id = r.parent where d.level < 12
  )
  select d.id::regclass::text as name, array(
      select attname::text from pg_attribute where attrelid = d.id and attnum > 0 and not attisdropped
        and attgenerated = '' and not exists (select 1 from pg_attrdef f where f.adrelid = d.id and f.adnum = attnum
          and pg_get_expr(f.adbin, f.adrelid) like 'nextval%') order by attnum) as columns
  from (select id, max(level) as level from depth group by id) d
  where d.id::regclass::text not in ('schema_migrations') order by d.level, 1`

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * Commits those rows anew as fast as PostgreSQL takes them: the serving role, prepared statements, one transaction per
 * ticket, `connections` at once, for so many milliseconds. Ids and the buyer's address are new each time.
 * @param keep ids that are not the ticket's own: workspace, members, stores
 * @returns tickets a second
 */
export async function commitRaw(
  servingUrl: string,
  ticket: RowsOfTicket,
  options: {
    workspaceId: string
    keep: ReadonlySet<string>
    unique: string
    connections: number
    milliseconds: number
  },
): Promise<number> {
  const clients = Array.from({ length: options.connections }, () => new pg.Client({ connectionString: servingUrl }))
  let committed = 0
  let until = 0
  const work = async (client: pg.Client) => {
    while (performance.now() < until) {
      const anew = fresh(options.keep, options.unique)
      await client.query('begin')
      for (const [at, insert] of ticket.inserts.entries())
        await client.query({ name: `raw-${at}`, text: insert.text, values: insert.values.map(anew) })
      await client.query('commit')
      committed += 1
    }
  }
  try {
    for (const client of clients) {
      await client.connect()
      await client.query(`select set_config('amends.workspace', $1, false)`, [options.workspaceId])
    }
    const begun = performance.now()
    until = begun + options.milliseconds
    await Promise.all(clients.map(work))
    return committed / ((performance.now() - begun) / 1_000)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

/** Puts new ids for the ticket's own, the same for the same, and a new word for the one that must be unique. */
function fresh(keep: ReadonlySet<string>, unique: string): (value: string | null) => string | null {
  const ids = new Map<string, string>()
  const word = randomBytes(8).toString('hex')
  return (value) => {
    if (value === null) return null
    const renamed = value.replaceAll(unique, word)
    return renamed.replace(uuid, (id) => {
      if (keep.has(id)) return id
      const found = ids.get(id) ?? newUuid(Date.now())
      ids.set(id, found)
      return found
    })
  }
}
