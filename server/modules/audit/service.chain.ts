import { createHash } from 'node:crypto'
import type { AuditedFact } from '../../platform/audited.ts'
import { type Context, transact } from '../../platform/context.ts'
import { isSigned, type Keys, keysFor, sign } from '../../platform/secrets.ts'
import { beginning, canonicalOf, type Link } from './rules.ts'
import * as store from './store.ts'

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const keysOf = (context: Context): Keys => keysFor(context.services.config, 'audit')

/** The seal under the end of this workspace's chain. */
export const sealOf = (context: Context, sequence: number, hash: string, ...more: readonly string[]): Buffer =>
  sign(keysOf(context)[0], [context.workspaceId, String(sequence), hash, ...more])

/** Whether a seal is one that this installation puts, or put with its old secret, under such an end. */
export const isSealOf = (
  context: Context,
  seal: Buffer,
  sequence: number,
  hash: string,
  ...more: readonly string[]
): boolean => isSigned(keysOf(context), seal, [context.workspaceId, String(sequence), hash, ...more])

/**
 * Puts the newest seal under the end of the workspace's chain. An end whose seal does not fit is left as it is, for
 * `verifyChain` to name: `false` says that there is one.
 */
export function resealEnd(context: Context): Promise<boolean> {
  return transact(context, async (context) => {
    const head = await store.lockHead(context.db)
    if (!head?.seal) return true
    const { sequence, seal } = head
    const hash = head.hash.toString('hex')
    if (!isSealOf(context, seal, sequence, hash)) return false
    await store.moveHead(context.db, { sequence, hash: head.hash, seal: sealOf(context, sequence, hash) })
    return true
  })
}

/**
 * Adds facts to the workspace's chain of entries. Whoever else writes to the same chain waits until this transaction
 * ends, so it is the last thing that a transaction does.
 */
export function appendFacts(context: Context, facts: readonly AuditedFact[]): Promise<void> {
  return transact(context, async (context) => {
    const head = (await store.lockHead(context.db)) ?? (await begin(context))
    const links: Link[] = []
    for (const fact of facts) {
      const before = links.at(-1) ?? { sequence: head.sequence, hash: head.hash.toString('hex') }
      links.push(linkOf(context, fact, before))
    }
    const last = links.at(-1)
    if (!last) return
    await store.insertLinks(context.db, links)
    const { sequence, hash } = last
    await store.moveHead(context.db, {
      sequence,
      hash: Buffer.from(hash, 'hex'),
      seal: sealOf(context, sequence, hash),
    })
  })
}

async function begin(context: Context): Promise<store.Head> {
  await store.insertHead(context.db, Buffer.from(beginning, 'hex'))
  const head = await store.lockHead(context.db)
  if (!head) throw new Error('the chain of this workspace could not be begun')
  return head
}

function linkOf(context: Context, fact: AuditedFact, before: { sequence: number; hash: string }): Link {
  const link = {
    workspaceId: context.workspaceId,
    sequence: before.sequence + 1,
    at: fact.at.toISOString().replace('Z', '000Z'),
    action: fact.action,
    actorKind: fact.by.kind,
    actorId: fact.by.id,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id,
    subjectName: (fact.subject.name ?? '').toWellFormed(),
    details: JSON.stringify({ changes: fact.changes ?? [], notes: fact.notes ?? {} }),
    requestId: fact.requestId,
    previousHash: before.hash,
  }
  return { ...link, hash: digestOf(canonicalOf(link)) }
}
