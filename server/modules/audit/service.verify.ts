import type { Context } from '../../platform/context.ts'
import { ChainWalk, type End } from './rules.ts'
import type { AuditBreach, ChainFindings, Checkpoint } from './schema.ts'
import { digestOf, isSealOf, sealOf } from './service.chain.ts'
import * as store from './store.ts'

/** Rows read at once: some hundred kilobytes. */
const stride = 1_000
/** Strides between two words of how far it is: about a second. */
const tellsEvery = 20

/**
 * Follows the workspace's chain from its first entry to its kept end, and says what does not fit: entries altered, taken
 * out, put in, put elsewhere, or cut from the end. `checkpoints` are ends that were written down outside.
 * @param onProgress hears now and then how many entries were followed
 */
export async function verifyChain(
  context: Context,
  checkpoints: readonly Checkpoint[] = [],
  onProgress: (checked: number) => Promise<void> = async () => undefined,
): Promise<ChainFindings> {
  const kept = await store.readEnd(context.db)
  const until = kept?.sequence ?? Number.MAX_SAFE_INTEGER
  const walk = new ChainWalk(digestOf)
  const wanted = new Map(checkpoints.map((checkpoint) => [checkpoint.sequence, checkpoint.hash]))
  let after = 0
  for (let strides = 1; ; strides++) {
    const links = await store.linksAfter(context.db, after, until, stride)
    for (const link of links) {
      walk.take(link)
      if (wanted.get(link.sequence) === link.hash) wanted.delete(link.sequence)
    }
    if (links.length < stride) break
    after = links.at(-1)?.sequence ?? after
    if (strides % tellsEvery === 0) await onProgress(strides * stride)
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

/** The present end of the chain under a seal, to be kept elsewhere; undefined for a chain without entries. */
export async function makeCheckpoint(context: Context): Promise<Checkpoint | undefined> {
  const end = await store.readEnd(context.db)
  if (!end || end.sequence === 0) return undefined
  const [hash, at] = [end.hash.toString('hex'), context.now().toISOString()]
  const seal = sealOf(context, end.sequence, hash, 'checkpoint', at).toString('hex')
  return { workspaceId: context.workspaceId, sequence: end.sequence, hash, at, seal }
}
