import { type RawBuilder, sql } from 'kysely'
import { type Database, tablesOf } from '../../platform/db.ts'
import type { Outcome } from '../policies/index.ts'
import type { ReturnTables } from './tables.ts'

const own = (db: Database) => tablesOf<ReturnTables>(db)

/** Whose figures: those of these versions, and where stores are named of these only. */
export interface Counted {
  readonly versionIds: readonly string[]
  readonly storeIds: readonly string[] | undefined
}

const counted = ({ versionIds, storeIds }: Counted): RawBuilder<unknown> =>
  storeIds
    ? sql`r.version_id = any(${[...versionIds]}::uuid[]) and r.store_id = any(${[...storeIds]}::uuid[])`
    : sql`r.version_id = any(${[...versionIds]}::uuid[])`

/**
 * The nodes that each return has passed: where it stopped, what decided on the way there, and where it ended. Decisions are
 * no stops of their own; they stand in the reasons of the stop that they led to.
 */
const passages = (whose: Counted): RawBuilder<unknown> => sql`
  select r.version_id, r.id, r.outcome, s.node
  from return_requests r join return_stops s on s.workspace_id = r.workspace_id and s.request_id = r.id
  where s.undone_at is null and ${counted(whose)}
  union
  select r.version_id, r.id, r.outcome, jsonb_path_query(s.because, '$[*].node') #>> '{}'
  from return_requests r join return_stops s on s.workspace_id = r.workspace_id and s.request_id = r.id
  where s.undone_at is null and ${counted(whose)}
  union
  select r.version_id, r.id, r.outcome, r.node from return_requests r
  where r.ended_at is not null and r.node <> '' and ${counted(whose)}`

/** How often each node of these versions was passed, and how many returns stand before it, by version and node. */
export async function figuresOfNodes(db: Database, whose: Counted) {
  const { rows } = await sql<{ versionId: string; node: string; running: number; passed: number }>`
    with passed as (select version_id, node, count(*)::int as n from (${passages(whose)}) each group by 1, 2),
    running as (
      select r.version_id, r.node, count(*)::int as n from return_requests r
      where r.ended_at is null and r.node <> '' and ${counted(whose)} group by 1, 2)
    select coalesce(p.version_id, r.version_id) as "versionId", coalesce(p.node, r.node) as node,
      coalesce(r.n, 0) as running, coalesce(p.n, 0) as passed
    from passed p full join running r on r.version_id = p.version_id and r.node = p.node
    order by 1, 2`.execute(own(db))
  return rows
}

/** How the returns ended that passed a node, by version, node and outcome. */
export async function outcomesOfNodes(db: Database, whose: Counted) {
  const { rows } = await sql<{ versionId: string; node: string; outcome: Outcome; count: number }>`
    select version_id as "versionId", node, outcome, count(*)::int as count
    from (${passages(whose)}) each where outcome is not null group by 1, 2, 3`.execute(own(db))
  return rows
}

/** Returns that went the same way through their version. */
export interface Way {
  readonly versionId: string
  readonly nodes: readonly string[]
  /** False where one of them did something of which a cost was not known. */
  readonly isCosted: boolean
  readonly requestIds: readonly string[]
}

/**
 * The returns of these versions by the nodes that they have passed. There are few ways through a tree, however many returns
 * take them: what all of one way have lost can be asked for at once.
 */
export async function waysOf(db: Database, whose: Counted): Promise<Way[]> {
  const { rows } = await sql<Way>`
    with uncosted as (
      select distinct r.id
      from return_requests r join return_stops s on s.workspace_id = r.workspace_id and s.request_id = r.id
      where s.undone_at is null and s.costs @? '$[*] ? (@.amount == null)' and ${counted(whose)})
    select "versionId", nodes, bool_and("isCosted") as "isCosted", array_agg(id) as "requestIds"
    from (
      select each.version_id as "versionId", each.id, array_agg(each.node order by each.node) as nodes,
        u.id is null as "isCosted"
      from (${passages(whose)}) each left join uncosted u on u.id = each.id
      group by each.version_id, each.id, u.id) ways
    group by 1, 2`.execute(own(db))
  return rows
}
