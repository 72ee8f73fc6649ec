import { changesBetween } from '../lib/changes.ts'
import { type AuditedFact, type AuditFact, audited, observed } from './audited.ts'
import { type Context, transact } from './context.ts'

/**
 * Records a change that somebody must answer for. It is written in the caller's transaction, as its last act: without
 * the entry there is no change, and the lock on the chain of entries is held for the length of a commit only.
 */
export function recordAudit(context: Context, fact: AuditFact): Promise<void> {
  return transact(context, async (context) => {
    if (context.facts) context.facts.push(auditedFact(context, fact))
    else await context.services.hooks.run(context, audited, [auditedFact(context, fact)])
  })
}

/**
 * Records that somebody reads personal data or was refused, before they get the answer. It stands by itself, whatever
 * becomes of a transaction that is open: call it outside of one, for it takes a connection of its own. The same again
 * within a quarter of an hour is one entry.
 */
export async function recordAccess(context: Context, fact: AuditFact): Promise<void> {
  await context.services.hooks.run(context, observed, auditedFact(context, fact))
}

/** As `recordAccess`, but the caller does not wait: how long their answer takes must not tell what was recorded. */
export function recordAccessAside(context: Context, fact: AuditFact): void {
  recordAccess(context, fact).catch((error: unknown) =>
    context.services.log.error({ err: error, requestId: context.requestId, action: fact.action }, 'not audited'),
  )
}

function auditedFact(context: Context, { by, ...fact }: AuditFact): AuditedFact {
  const { kind, id } = context.actor
  return { ...fact, by: by ?? { kind, id }, at: context.now(), requestId: context.requestId }
}

interface Became<Thing> {
  /** Absent where it was not there yet. */
  readonly before?: Thing | undefined
  /** Absent where it is no more. */
  readonly after?: Thing | undefined
  /** What it is called, unless that is its `name`; empty for what is somebody's name. */
  readonly name?: string
  /** Fields of which only that they changed is kept. */
  readonly personal?: readonly string[]
}

/** Records what became of a thing, field by field; nothing where nothing did. */
export async function recordChange<Thing extends { readonly id: string; readonly name?: unknown }>(
  context: Context,
  action: string,
  kind: string,
  { before, after, name, personal }: Became<Thing>,
): Promise<void> {
  const thing = after ?? before
  const changes = changesBetween(before, after, personal)
  if (!thing || changes.length === 0) return
  const ownName = typeof thing.name === 'string' ? thing.name : ''
  await recordAudit(context, { action, subject: { kind, id: thing.id, name: name ?? ownName }, changes })
}
