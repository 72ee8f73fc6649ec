import type { Kysely } from 'kysely'
import { type AuditedFact, audited } from './audited.ts'
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
  /** What this piece of work has looked up already; none where each look must be a fresh one. See `recall`. */
  readonly memory?: Map<string, Promise<unknown>>
}

/** Rows of one kind that a transaction writes as one of its last acts: one statement for many. */
export interface Gathering<Row> {
  readonly name: string
  /** What other rows refer to is written `first`, what refers to them `last`. */
  readonly order?: 'first' | 'last'
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

/** Runs `work` in one transaction; a call inside an open one joins it. Inside, the context is the transaction. */
export function transact<Result>(context: Context, work: (context: Context) => Promise<Result>): Promise<Result> {
  const db = tablesOf<Record<never, never>>(context.db)
  if (db.isTransaction) return work(context)
  return commit(db, context, work)
}

async function commit<Result>(
  db: Kysely<Record<never, never>>,
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const afterwards: (() => void)[] = []
  const gathered = new Map<Gathering<never>, unknown[]>()
  const result = await db.transaction().execute(async (tx) => {
    const within = { ...context, db: tx as unknown as Database, facts: [] as AuditedFact[], gathered, afterwards }
    const result = await work(within)
    await writeAll(within)
    if (within.facts.length > 0) await context.services.hooks.run(within, audited, within.facts)
    return result
  })
  for (const tell of afterwards) tell()
  return result
}

/** Writes all that the open transaction has gathered. Writing may gather more. */
async function writeAll(context: Context): Promise<void> {
  while (context.gathered && context.gathered.size > 0) {
    const [next] = [...context.gathered.keys()].sort((one, other) => placeOf(one) - placeOf(other))
    if (next) await writeGathered(context, next)
  }
}

/** Writes what the open transaction has gathered of a kind so far, for whoever is going to read it within. */
export async function writeGathered<Row>(context: Context, gathering: Gathering<Row>): Promise<void> {
  const rows = context.gathered?.get(gathering as Gathering<never>)
  if (!rows) return
  context.gathered?.delete(gathering as Gathering<never>)
  await gathering.write(context, rows as Row[])
}

const placeOf = ({ order }: Gathering<never>): number => (order === 'first' ? 0 : order === 'last' ? 2 : 1)

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

/**
 * What a piece of work over many things looks up again and again, such as a setting, looked up once for all of them. Only
 * for work that was begun `withMemory`; elsewhere each look is a fresh one.
 */
export function recall<Value>(context: Context, key: string, look: () => Promise<Value>): Promise<Value> {
  const known = context.memory?.get(key)
  if (known) return known as Promise<Value>
  const found = look()
  context.memory?.set(key, found)
  return found
}

/** The context of a short piece of work that changes no setting and may therefore remember those that it has read. */
export const withMemory = (context: Context): Context => ({ ...context, memory: new Map() })

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
