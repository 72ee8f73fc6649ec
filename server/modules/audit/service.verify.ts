import { recordAudit } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { ChainWalk, type End } from './rules.ts'
import type { AuditBreach, Checkpoint, Verification } from './schema.ts'
import { digestOf, isSealOf, sealOf } from './service.chain.ts'
import * as store from './store.ts'

/** Rows read at once: some hundred kilobytes. */
const stride = 1_000

/**
 * Follows the workspace's chain from its first entry to its kept end, and says what does not fit: entries altered, taken
 * out, put in, put elsewhere, or cut from the end. `checkpoints` are ends that were written down outside.
 */
export async function verifyChain(context: Context, checkpoints: readonly Checkpoint[] = []): Promise<Verification> {
  const kept = await store.readEnd(context.db)
  const until = kept?.sequence ?? Number.MAX_SAFE_INTEGER
  const walk = new ChainWalk(digestOf)
  const wanted = new Map(checkpoints.map((checkpoint) => [checkpoint.sequence, checkpoint.hash]))
  let after = 0
  for (;;) {
    const links = await store.linksAfter(context.db, after, until, stride)
    for (const link of links) {
      walk.take(link)
      if (wanted.get(link.sequence) === link.hash) wanted.delete(link.sequence)
    }
    if (links.length < stride) break
    after = links.at(-1)?.sequence ?? after
  }
  const { checked, breaches } = walk.end(kept && endOf(context, kept))
  const all = [...breaches, ...breachesOf(context, checkpoints, wanted)]
  return { sound: all.length === 0, checked, breaches: all, verifiedAt: context.now() }
}

function endOf(
  context: Context,
  { sequence, hash, seal, highest }: NonNullable<Awaited<ReturnType<typeof store.readEnd>>>,
): End {
  const text = hash.toString('hex')
  return {
    sequence,
    hash: text,
    highest,
    isSealed: seal === null ? sequence === 0 : isSealOf(context, seal, sequence, text),
  }
}

function breachesOf(
  context: Context,
  checkpoints: readonly Checkpoint[],
  unmet: ReadonlyMap<number, string>,
): AuditBreach[] {
  return checkpoints.flatMap(({ sequence, hash, at, seal }): AuditBreach[] => {
    if (!isSealOf(context, Buffer.from(seal, 'hex'), sequence, hash, 'checkpoint', at))
      return [{ breach: 'checkpoint-forged', from: sequence, to: sequence }]
    return unmet.has(sequence) ? [{ breach: 'checkpoint-differs', from: 1, to: sequence }] : []
  })
}

/** As `verifyChain`, and keeps that somebody did so. */
export async function verifyNow(context: Context): Promise<Verification> {
  const found = await verifyChain(context)
  await recordAudit(context, {
    action: 'audit.verified',
    subject: { kind: 'audit', id: 'chain' },
    notes: { checked: found.checked, breaches: found.breaches.length },
  })
  return { ...found, breaches: found.breaches.slice(0, mostShown) }
}

/** Breaches that a page shows; the command line names them all. */
const mostShown = 100

/** The present end of the chain under a seal, to be kept elsewhere; undefined for a chain without entries. */
export async function makeCheckpoint(context: Context): Promise<Checkpoint | undefined> {
  const end = await store.readEnd(context.db)
  if (!end || end.sequence === 0) return undefined
  const [hash, at] = [end.hash.toString('hex'), context.now().toISOString()]
  const seal = sealOf(context, end.sequence, hash, 'checkpoint', at).toString('hex')
  return { workspaceId: context.workspaceId, sequence: end.sequence, hash, at, seal }
}
