import { type Context, scopeOf } from '../../platform/context.ts'
import { lossesOfGroups } from '../losses/index.ts'
import type { FigureOfNode } from '../policies/index.ts'
import { storesSeen } from './service.list.ts'
import * as store from './store.figures.ts'

const at = (versionId: string, node: string): string => `${versionId} ${node}`

/**
 * What has come of each node of these versions: returns that stand there, that have passed it, how those ended and what they
 * have lost, of the stores that the reader sees. The loss is that of the whole return, in the workspace's currency, and is
 * said to whoever may read losses only; null while an amount or a rate of one of them is missing.
 */
export async function figuresOfNodes(
  context: Context,
  { versionIds }: { readonly versionIds: readonly string[] },
): Promise<FigureOfNode[]> {
  if (!scopeOf(context, 'returns.read')) return []
  const whose = { versionIds, storeIds: storesSeen(context) }
  const [figures, outcomes, losses] = await Promise.all([
    store.figuresOfNodes(context.db, whose),
    store.outcomesOfNodes(context.db, whose),
    lossesOf(context, whose),
  ])
  const ends = new Map<string, Record<string, number>>()
  for (const { versionId, node, outcome, count } of outcomes) {
    const key = at(versionId, node)
    ends.set(key, { ...ends.get(key), [outcome]: count })
  }
  return figures.map(({ versionId, node, running, passed }) => ({
    ...{ versionId, node, running, passed, outcomes: ends.get(at(versionId, node)) ?? {} },
    loss: losses?.get(at(versionId, node)) ?? null,
  }))
}

type Loss = NonNullable<FigureOfNode['loss']>

/** What the returns that passed each node have lost; a node of which it is not known is not among them. */
async function lossesOf(context: Context, whose: store.Counted): Promise<ReadonlyMap<string, Loss> | undefined> {
  if (!scopeOf(context, 'losses.read')) return undefined
  const ways = await store.waysOf(context.db, whose)
  const { currency, sums } = await lossesOfGroups(
    context,
    ways.map(({ requestIds }) => requestIds),
  )
  const found = new Map<string, number | null>()
  for (const [index, { versionId, nodes, isCosted }] of ways.entries()) {
    const sum = isCosted ? (sums[index] ?? null) : null
    for (const node of nodes) {
      const before = found.get(at(versionId, node))
      found.set(at(versionId, node), before === null || sum === null ? null : (before ?? 0) + sum)
    }
  }
  return new Map([...found].flatMap(([key, amount]) => (amount === null ? [] : [[key, { amount, currency }] as const])))
}
