import type { Finding } from './law.ts'

/** Asks the database; the values are column values of the first row on. */
export type Ask = (sql: string) => Promise<Record<string, unknown>[]>

/** What the law needs to know of one table, read from pg_catalog. */
interface TableFacts {
  readonly name: string
  readonly forced: boolean
  readonly policies: number
  /** Policies for the serving role that do not ask for the workspace: one is enough to open the table. */
  readonly open: readonly string[]
  /** For each index that keeps something unique: its name and columns, `*` marking an expression. */
  readonly uniques: readonly { name: string; columns: readonly string[] }[]
  readonly references: readonly { name: string; columns: readonly string[]; to: readonly string[] }[]
  readonly workspaceNotNull: boolean
  readonly ownedByServingRole: boolean
}

/** Tables and keys that stand outside a workspace, each with its reason. */
const outside: Readonly<Record<string, string>> = {
  schema_migrations: 'the ledger of migrations belongs to the database, not to a workspace',
  workspaces: 'a workspace is found by its name before one is inside it',
}

/** Every row belongs to one workspace, and the database itself keeps others from seeing it. */
export async function tablesLaw(ask: Ask, exceptions = outside): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const table of await tables(ask)) {
    if (table.name in exceptions && table.name !== 'workspaces') continue
    const report = (what: string) => findings.push({ law: 'tables', where: table.name, what })
    if (!table.workspaceNotNull) report('has no workspace_id uuid not null')
    if (!table.forced) report(`has no forced row-level security: select protect('${table.name}')`)
    if (table.policies === 0) report('has no policy by current_workspace()')
    for (const policy of table.open) report(`${policy} lets rows through without asking for the workspace`)
    if (table.ownedByServingRole) report('is owned by the serving role, which could lift its row-level security')
    if (table.name in exceptions) continue
    for (const { name, columns } of table.uniques) {
      if (columns[0] !== 'workspace_id') report(`${name} (${columns.join(', ')}) does not begin with workspace_id`)
    }
    for (const { name, columns, to } of table.references) {
      const toWorkspace = columns.length === 1 && columns[0] === 'workspace_id'
      if (!toWorkspace && (columns[0] !== 'workspace_id' || to[0] !== 'workspace_id'))
        report(`${name} can point into another workspace`)
    }
  }
  return [...findings, ...(await servingRole(ask))]
}

async function tables(ask: Ask): Promise<TableFacts[]> {
  const rows = await ask(`
    select c.relname as name,
      c.relrowsecurity and c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid
        and pg_get_expr(p.polqual, p.polrelid) like '%current_workspace()%') as policies,
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid and p.polpermissive
        and (p.polroles = '{0}' or 'amends_app'::regrole = any (p.polroles))
        and coalesce(pg_get_expr(p.polqual, p.polrelid), '') not like '%current_workspace()%') as open,
      coalesce((select json_agg(json_build_object('name', i.relname, 'columns', array(
          select coalesce((select attname from pg_attribute where attrelid = c.oid and attnum = k.n and k.n > 0), '*')
          from unnest(x.indkey::int[]) with ordinality as k(n, place) where place <= x.indnkeyatts order by place)))
        from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = c.oid and x.indisunique), '[]') as uniques,
      coalesce((select json_agg(json_build_object('name', f.conname,
          'columns', array(select attname from unnest(f.conkey) with ordinality as k(n, place)
            join pg_attribute on attrelid = f.conrelid and attnum = k.n order by place),
          'to', array(select attname from unnest(f.confkey) with ordinality as k(n, place)
            join pg_attribute on attrelid = f.confrelid and attnum = k.n order by place)))
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]') as "references",
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull
        and a.atttypid = 'uuid'::regtype) as "workspaceNotNull",
      pg_get_userbyid(c.relowner) = 'amends_app' as "ownedByServingRole"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname`)
  return rows as unknown as TableFacts[]
}

async function servingRole(ask: Ask): Promise<Finding[]> {
  const [role] = await ask(
    `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = 'amends_app'`,
  )
  if (!role) return [{ law: 'tables', where: 'amends_app', what: 'the serving role does not exist' }]
  const powers = Object.entries(role).filter(([, has]) => has === true)
  return powers.map(([power]) => ({ law: 'tables', where: 'amends_app', what: `the serving role has ${power}` }))
}
