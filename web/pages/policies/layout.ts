import { type Policy, waysOf } from './tree.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** How far nodes stand apart on the plane, in px: a card is 232 wide. */
export const apart = { x: 272, y: 184 } as const
const rounds = 6

/**
 * Where every node stands: in layers from the start downwards, each below all that leads to it, loops aside; within a layer
 * near those that it hangs on. A node that was put somewhere by hand stays there.
 */
export function placesOf(policy: Policy): Map<string, Place> {
  const layers = layersOf(policy)
  const ranks = new Map<string, number>()
  for (const layer of layers) for (const [at, id] of layer.entries()) ranks.set(id, at - (layer.length - 1) / 2)
  const near = neighboursOf(policy)
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? layers : [...layers].reverse()
    for (const layer of order) {
      const wish = new Map(layer.map((id) => [id, meanOf(near.get(id) ?? [], ranks) ?? ranks.get(id) ?? 0]))
      layer.sort((one, other) => (wish.get(one) ?? 0) - (wish.get(other) ?? 0) || (one < other ? -1 : 1))
      for (const [at, id] of layer.entries()) ranks.set(id, at - (layer.length - 1) / 2)
    }
  }
  const places = new Map<string, Place>()
  for (const [depth, layer] of layers.entries())
    for (const id of layer)
      places.set(id, policy.nodes[id]?.at ?? { x: Math.round((ranks.get(id) ?? 0) * apart.x), y: depth * apart.y })
  return places
}

const meanOf = (ids: readonly string[], ranks: ReadonlyMap<string, number>): number | undefined =>
  ids.length === 0 ? undefined : ids.reduce((sum, id) => sum + (ranks.get(id) ?? 0), 0) / ids.length

function neighboursOf(policy: Policy): Map<string, string[]> {
  const near = new Map<string, string[]>()
  for (const [id, node] of Object.entries(policy.nodes))
    for (const { to } of waysOf(node)) {
      near.set(id, [...(near.get(id) ?? []), to])
      near.set(to, [...(near.get(to) ?? []), id])
    }
  return near
}

/** Nodes by their longest way from the start without going in a circle; what nothing leads to comes last. */
function layersOf(policy: Policy): string[][] {
  const depth = new Map<string, number>()
  const order = settled(policy)
  for (const id of order) {
    const own = depth.get(id) ?? 0
    depth.set(id, own)
    const at = order.indexOf(id)
    for (const { to } of nextOf(policy, id))
      if (order.indexOf(to) > at) depth.set(to, Math.max(depth.get(to) ?? 0, own + 1))
  }
  const layers: string[][] = []
  for (const id of order) {
    const layer = depth.get(id) ?? 0
    layers[layer] = [...(layers[layer] ?? []), id]
  }
  const reached = new Set(order)
  const aside = Object.keys(policy.nodes).filter((id) => !reached.has(id))
  const filled = layers.filter((layer) => layer !== undefined)
  return aside.length > 0 ? [...filled, aside] : filled
}

const nextOf = (policy: Policy, id: string) => {
  const node = policy.nodes[id]
  return node ? waysOf(node).filter(({ to }) => Object.hasOwn(policy.nodes, to)) : []
}

/** Nodes that the start reaches, each after all that lead to it but for the way back of a loop. */
function settled(policy: Policy): string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const visit = (id: string): void => {
    if (seen.has(id)) return
    seen.add(id)
    for (const { to } of nextOf(policy, id).reverse()) visit(to)
    order.unshift(id)
  }
  if (Object.hasOwn(policy.nodes, policy.start)) visit(policy.start)
  return order
}

/** The tree with every node where the layers put it. */
export const tidied = (policy: Policy): Policy => ({
  ...policy,
  nodes: Object.fromEntries(
    Object.entries(policy.nodes).map(([id, node]) => {
      const { at: _, ...rest } = node
      return [id, rest as Policy['nodes'][string]]
    }),
  ),
})
