import type { Kysely } from 'kysely'
import { allEnded } from '../lib/all-ended.ts'
import { type AuditedFact, audited } from './audited.ts'
import { pipelined } from './db.pipeline.ts'
import { type Database, tablesOf } from './db.ts'
import { Refusal } from './errors.ts'
import type { Services } from './services.ts'

/** A language of the screen (not of letters). */
export type Language = 'zh-CN' | 'en'

/** How far a permission reaches, narrow to wide. */
export type Scope = 'own' | 'team' | 'stores' | 'all'

/** Who is asking. */
export interface Actor {
  readonly kind: 'member' | 'token' | 'system' | 'buyer'
  /** The member's id; the nil UUID for the system itself. */
  readonly id: string
  readonly name: string
  readonly permissions: ReadonlyMap<string, Scope>
  readonly teamIds: readonly string[]
  /** The stores that the member serves; used where a permission's scope is `stores`. */
  readonly storeIds: readonly string[]
}

/** Who is asking, in which workspace, when, and through which connection: the first argument of every service function. */
export interface Context {
  readonly db: Database
  readonly workspaceId: string
  readonly actor: Actor
  readonly now: () => Date
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly requestId: string
  readonly language: Language
  readonly services: Services
  /** What the open transaction will have audited when it commits; none outside of one. */
  readonly facts?: AuditedFact[]
  /** Rows that the open transaction writes together before it commits; none outside of one. */
  readonly gathered?: Map<Gathering<never>, unknown[]>
  /** What the open transaction will have told once it has committed; none outside of one. */
  readonly afterwards?: (() => void)[]
  /** Which state of the workspace's settings this request found; none where nobody has looked yet. See `withSettings`. */
  readonly settingsStamp?: string
  /** The settings that have been looked up already; none where each look must be a fresh one. See `recall`. */
  readonly memory?: Map<string, Promise<unknown>>
}

/** Rows of one kind that a transaction writes as one of its last acts: one statement for many. */
export interface Gathering<Row> {
  readonly name: string
  /** What rows of other kinds refer to is written before them, by a single statement. */
  readonly order?: 'first'
  readonly write: (context: Context, rows: readonly Row[]) => Promise<void>
}

export const systemActorId = '00000000-0000-0000-0000-000000000000'

const systemActor: Actor = {
  kind: 'system',
  id: systemActorId,
  name: 'Amends',
  permissions: new Map(),
  teamIds: [],
  storeIds: [],
}

/** The context of a job or command: the desk itself acts, inside one workspace. */
export function systemContext(services: Services, workspaceId: string, requestId = 'system'): Context {
  return {
    db: services.databases.within(workspaceId),
    workspaceId,
    actor: systemActor,
    now: services.now,
    newId: services.newId,
    requestId,
    language: 'en',
    services,
  }
}

/** How often a transaction is begun that the database ends for the sake of another. */
const mostTries = 3
/** SQLSTATEs of a transaction that is as if it had never been, and would succeed if begun anew: serialization, deadlock. */
const endedForAnother = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction; a call inside an open one joins it. Inside, the context is the transaction. Where the
 * database ended it for another's sake (two that waited for each other), `work` runs again from its beginning: what it
 * keeps outside of the transaction it sets anew.
 */
export async function transact<Result>(context: Context, work: (context: Context) => Promise<Result>): Promise<Result> {
  if (context.gathered) return work(context)
  for (let tries = 1; ; tries += 1)
    try {
      return await commit(tablesOf<Record<never, never>>(context.db), context, work)
    } catch (error) {
      if (tries === mostTries || !endedForAnother.has((error as { code?: string }).code ?? '')) throw error
    }
}

async function commit<Result>(
  db: Kysely<Record<never, never>>,
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const afterwards: (() => void)[] = []
  const gathered = new Map<Gathering<never>, unknown[]>()
  const result = await db.transaction().execute(async (tx) => {
    const db = (await pipelined(tx)) as unknown as Database
    const within = { ...context, db, facts: [] as AuditedFact[], gathered, afterwards }
    const result = await work(within)
    await writeAll(within)
    if (within.facts.length > 0) await context.services.hooks.run(within, audited, within.facts)
    return result
  })
  for (const tell of afterwards) tell()
  return result
}

/**
 * Writes all that the open transaction has gathered: sent one behind the other on the transaction's connection, waited for
 * once. Writing may gather more.
 */
async function writeAll(context: Context): Promise<void> {
  while (context.gathered && context.gathered.size > 0) {
    const waiting = [...context.gathered.keys()]
    const [first, others] = [waiting.filter(isFirst), waiting.filter((gathering) => !isFirst(gathering))]
    await allEnded([...first, ...others].map((each) => writeGathered(context, each)))
  }
}

const isFirst = ({ order }: Gathering<never>): boolean => order === 'first'

/** Writes what the open transaction has gathered of a kind so far, for whoever is going to read it within. */
export async function writeGathered<Row>(context: Context, gathering: Gathering<Row>): Promise<void> {
  const rows = context.gathered?.get(gathering as Gathering<never>)
  if (!rows) return
  context.gathered?.delete(gathering as Gathering<never>)
  await gathering.write(context, rows as Row[])
}

/**
 * Writes a row with others of its kind before the open transaction commits; at once where none is open. Who wants to read
 * such rows within the transaction calls `writeGathered` first.
 */
export async function gather<Row>(context: Context, gathering: Gathering<Row>, row: Row): Promise<void> {
  if (!context.gathered) return gathering.write(context, [row])
  const rows = context.gathered.get(gathering as Gathering<never>)
  if (rows) rows.push(row)
  else context.gathered.set(gathering as Gathering<never>, [row])
}

/** Tells once the open transaction has committed, never when it has not; at once where none is open. */
export function afterCommit(context: Context, tell: () => void): void {
  if (context.afterwards) context.afterwards.push(tell)
  else tell()
}

/** Whether the actor holds the permission, and how far it reaches. The system itself may do everything. */
export function scopeOf(context: Context, permission: string): Scope | undefined {
  return context.actor.kind === 'system' ? 'all' : context.actor.permissions.get(permission)
}

/** Refuses an actor who lacks the permission; for rules that a route's one permission cannot state. */
export function requirePermission(context: Context, permission: string): Scope {
  const scope = scopeOf(context, permission)
  if (!scope) throw new Refusal('request.forbidden', { permission })
  return scope
}
