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
  const { text, values } = /tickets_with_words\(/.test(sent.text) ? await insideOf(client, sent) : sent
  await client.query('begin')
  try {
    await client.query(`set local plan_cache_mode = ${mode}`)
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

/** The query in the body of `tickets_with_words`, its parameters numbered as in its head. */
async function insideOf(client: pg.Client, { values }: Sent): Promise<Sent> {
  const { rows } = await client.query<{ body: string; names: string[]; types: string[] }>(
    `select prosrc as body, proargnames as names, array(select format_type(t, null) from unnest(proargtypes) as t) as types
     from pg_proc where proname = 'tickets_with_words'`,
  )
  const { body = '', names = [], types = [] } = rows[0] ?? {}
  let text = /return query([\s\S]*?);/.exec(body)?.[1] ?? ''
  for (const [at, type] of types.entries())
    text = text.replaceAll(new RegExp(`\\b${names[at]}\\b`, 'g'), `$${at + 1}::${type}`)
  return { text, values }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value))
    return pg.escapeLiteral(`{${value.map((each) => `"${String(each).replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString())
  return typeof value === 'object' ? pg.escapeLiteral(JSON.stringify(value)) : pg.escapeLiteral(String(value))
}
