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
  /** What the open transaction will have told once it has committed; none outside of one. */
  readonly afterwards?: (() => void)[]
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
  const result = await db.transaction().execute(async (tx) => {
    const within = { ...context, db: tx as unknown as Database, facts: [] as AuditedFact[], afterwards }
    const result = await work(within)
    if (within.facts.length > 0) await context.services.hooks.run(within, audited, within.facts)
    return result
  })
  for (const tell of afterwards) tell()
  return result
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
