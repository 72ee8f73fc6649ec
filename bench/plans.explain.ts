import pg from 'pg'

/** A statement as the desk sent it. */
export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
}

/** A place in a plan where rows are read: how, of which table, by which index. */
export interface Reading {
  readonly node: string
  readonly table: string | null
  readonly index: string | null
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly Plans?: readonly PlanNode[]
}

/**
 * Everything that this process asks PostgreSQL while `work` runs, but what opens and ends transactions: so what is looked
 * at is what the desk sends, not what somebody thinks that it sends.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const client = pg.Client.prototype as unknown as { query: (...asked: unknown[]) => unknown }
  const { query } = client
  client.query = function (this: unknown, ...asked: unknown[]) {
    const [first, second] = asked
    const { text, values } = typeof first === 'object' && first !== null ? (first as Partial<Sent>) : {}
    const said = typeof first === 'string' ? first : text
    if (said && /^\s*(select|with)\b/i.test(said) && !/set_config|pgboss|pg_notify/.test(said))
      sent.push({ text: said, values: values ?? (Array.isArray(second) ? second : []) })
    return query.apply(this, asked)
  }
  try {
    await work()
  } finally {
    client.query = query
  }
  return sent
}

/** How PostgreSQL would answer: once knowing the values, once for any, since a prepared statement may be planned either way. */
export const planModes = ['force_custom_plan', 'force_generic_plan'] as const
export type PlanMode = (typeof planModes)[number]

/**
 * The plan of a statement in a mode; `analyze` runs it too. The search's own function is looked into, as PostgreSQL shows
 * of a function only that it is called.
 */
export async function planOf(client: pg.Client, sent: Sent, mode: PlanMode, analyze: boolean): Promise<Reading[]> {
  const { settings, asked } = /tickets_with_words\(/.test(sent.text)
    ? await insideOf(client, sent)
    : { settings: [], asked: [sent] }
  const found: Reading[] = []
  for (const each of asked)
    found.push(...(await readingsOf(client, each, [`plan_cache_mode = ${mode}`, ...settings], analyze)))
  return found
}

async function readingsOf(
  client: pg.Client,
  { text, values }: Sent,
  settings: readonly string[],
  analyze: boolean,
): Promise<Reading[]> {
  await client.query('begin')
  try {
    for (const setting of settings) await client.query(`set local ${setting}`)
    await client.query(`prepare looked_at as ${text}`)
    const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : ''
    const explain = `explain (format json${analyze ? ', analyze' : ''}) execute looked_at${given}`
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explain)
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    return plan ? readingsIn(plan) : []
  } finally {
    await client.query('rollback')
    await client.query('deallocate all')
  }
}

const readingsIn = (node: PlanNode): Reading[] => [
  ...(node['Relation Name'] || node['Index Name']
    ? [{ node: node['Node Type'], table: node['Relation Name'] ?? null, index: node['Index Name'] ?? null }]
    : []),
  ...(node.Plans ?? []).flatMap(readingsIn),
]

/** What the variables in the body of `tickets_with_words` may hold. */
const midway: Readonly<Record<string, string>> = {
  desk: 'current_workspace()',
  steps: '4000',
  enough: '6000',
  met: '0',
  ids: `'{00000000-0000-7000-8000-000000000000}'::uuid[]`,
  moments: `'{2026-01-01}'::timestamptz[]`,
  holding: `'{00000000-0000-7000-8000-000000000000}'::uuid[]`,
  reached_at: `'infinity'::timestamptz`,
  reached_id: `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`,
}

/** The queries in the body of `tickets_with_words`, its parameters numbered as in its head, and what it is set to. */
async function insideOf(client: pg.Client, { values }: Sent): Promise<{ settings: string[]; asked: Sent[] }> {
  const { rows } = await client.query<{ body: string; settings: string[]; names: string[]; types: string[] }>(
    `select prosrc as body, proconfig as settings, proargnames as names,
       array(select format_type(t, null) from unnest(proargtypes) as t) as types
     from pg_proc where proname = 'tickets_with_words'`,
  )
  const { body = '', settings = [], names = [], types = [] } = rows[0] ?? {}
  const queries = /return query([\s\S]*?);|\w+ := array\(([\s\S]*?)\);|(select [^;]*? into [^;]*);/g
  const asked = [...body.matchAll(queries)].map(([, given, kept, read]) => {
    let text = (given ?? kept ?? read?.replace(/ into \w+(, \w+)*/, '') ?? '').trim()
    for (const [name, value] of Object.entries(midway)) text = text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), value)
    for (const [at, type] of types.entries())
      text = text.replaceAll(new RegExp(`\\b${names[at]}\\b`, 'g'), `$${at + 1}::${type}`)
    // A parameter that a query leaves out must not be given to it; one that all mention keeps their numbers.
    return {
      text: `with given as (select ${types.map((type, at) => `$${at + 1}::${type}`).join(', ')}) ${text}`,
      values,
    }
  })
  if (asked.length === 0) throw new Error('tickets_with_words asks nothing that could be looked at')
  return { settings, asked }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((each) => `"${String(each).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString())
  return typeof value === 'object' ? pg.escapeLiteral(JSON.stringify(value)) : pg.escapeLiteral(String(value))
}
