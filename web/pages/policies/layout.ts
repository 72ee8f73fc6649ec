import { lanesOf, orderLayers, type Stretch, spread } from './layout.order.ts'
import { type Policy, waysOf } from './tree.ts'

export interface Place {
  readonly x: number
  readonly y: number
}

/** A card is so wide, and hardly ever higher, in px. */
export const card = { width: 232, height: 118 } as const
/** Between two cards of a layer, and between a card and a line that passes it by. */
const [gap, besideLine] = [40, 24] as const
/** Between a card and the first line below it, between two such lines, and between the last one and the next card. */
const [above, lane, below] = [16, 20, 22] as const

export interface Layout {
  readonly places: ReadonlyMap<string, Place>
  /** The ways out of a node from left to right, as they leave its card. */
  readonly slots: ReadonlyMap<string, readonly string[]>
  /** The points of a way between its two cards: level at `y` from where it is to `x`. By source and target. */
  readonly routes: ReadonlyMap<string, readonly { readonly x: number; readonly y: number }[]>
}

type WidthOf = (source: string, target: string) => number

export const routeKey = (source: string, target: string): string => `${source} ${target}`
/** Where a way to `target` passes a layer between two of cards. All ways to it pass there. */
const passing = (target: string, layer: number): string => `${target}@${layer}`

/**
 * Where every node stands, and how the ways between them run: nodes in layers from the start downwards, each below all that
 * leads to it, loops aside; ways around the cards, each level stretch in a lane of its own. A node that was put somewhere by
 * hand stays there, and its ways run as they come.
 * @param widthOf how wide the name of a node's ways to another is drawn, in px
 */
export function layoutOf(policy: Policy, widthOf: WidthOf = () => 0): Layout {
  const layers = layersOf(policy)
  const depth = new Map(layers.flatMap((layer, at) => layer.map((id) => [id, at] as const)))
  const hops = hopsOf(policy, depth)
  for (const { path } of hops)
    for (const [at, item] of path.entries()) {
      const layer = layers[(depth.get(path[0] ?? '') ?? 0) + at]
      if (layer && !layer.includes(item)) layer.push(item)
    }
  const pairs = hops.flatMap(({ path }) => path.slice(1).map((to, at) => [path[at] ?? '', to] as const))
  orderLayers(layers, pairs)
  const half = (item: string): number => (depth.has(item) ? card.width / 2 + gap / 2 : besideLine / 2)
  const middles = spread(layers, pairs, half)
  const slots = slotsOf(policy, hops, middles)
  const stretches = stretchesOf(policy, hops, { slots, middles, widthOf })
  const lanes = layers.map((layer) => lanesOf(layer.flatMap((item) => stretches.get(item) ?? [])))
  const tops: number[] = [0]
  for (const [at, { count }] of lanes.entries())
    tops.push((tops[at] ?? 0) + card.height + above + Math.max(count, 2) * lane + below)
  const places = new Map<string, Place>()
  for (const [at, layer] of layers.entries())
    for (const item of layer)
      if (depth.has(item))
        places.set(
          item,
          policy.nodes[item]?.at ?? { x: Math.round((middles.get(item) ?? 0) - card.width / 2), y: tops[at] ?? 0 },
        )
  const routes = new Map<string, { x: number; y: number }[]>()
  for (const { source, target, path } of hops) {
    if (policy.nodes[source]?.at || policy.nodes[target]?.at) continue
    const first = depth.get(source) ?? 0
    routes.set(
      routeKey(source, target),
      path.slice(1).map((to, at) => {
        const own = lanes[first + at]?.of.get(routeKey(path[at] ?? '', to)) ?? 0
        return { x: middles.get(to) ?? 0, y: (tops[first + at] ?? 0) + card.height + above + own * lane }
      }),
    )
  }
  return { places, slots, routes }
}

/** Where every node stands. */
export const placesOf = (policy: Policy): ReadonlyMap<string, Place> => layoutOf(policy).places

interface Hops {
  readonly source: string
  readonly target: string
  /** From the source over where it passes the layers between to the target. */
  readonly path: readonly string[]
}

/** The ways that lead downwards, one for all of a node that lead to the same place. */
function hopsOf(policy: Policy, depth: ReadonlyMap<string, number>): Hops[] {
  return [...depth].flatMap(([source, from]) =>
    [...new Set(nextOf(policy, source).map(({ to }) => to))].flatMap((target): Hops[] => {
      const to = depth.get(target) ?? 0
      if (to <= from) return []
      const between = Array.from({ length: to - from - 1 }, (_, at) => passing(target, from + 1 + at))
      return [{ source, target, path: [source, ...between, target] }]
    }),
  )
}

/** The ways out of each node by where they go next, so that they do not cross below its card. */
function slotsOf(policy: Policy, hops: readonly Hops[], middles: ReadonlyMap<string, number>) {
  const next = new Map(hops.map(({ source, target, path }) => [routeKey(source, target), path[1] ?? target]))
  return new Map(
    Object.entries(policy.nodes).map(([id, node]) => {
      const middleOf = (to: string): number => middles.get(next.get(routeKey(id, to)) ?? to) ?? 0
      const ways = waysOf(node).toSorted((one, other) => middleOf(one.to) - middleOf(other.to))
      return [id, ways.map(({ slot }) => slot)] as const
    }),
  )
}

/** How far from the left edge of its card a way leaves, as a share of its width. */
export const leavesAt = (slots: readonly string[], slot: string): number =>
  (slots.indexOf(slot) + 1) / (slots.length + 1)

function stretchesOf(
  policy: Policy,
  hops: readonly Hops[],
  {
    slots,
    middles,
    widthOf,
  }: Pick<Layout, 'slots'> & { readonly middles: ReadonlyMap<string, number>; readonly widthOf: WidthOf },
): Map<string, Stretch[]> {
  const stretches = new Map<string, Map<string, Stretch>>()
  for (const { source, target, path } of hops)
    for (const [at, to] of path.slice(1).entries()) {
      const from = path[at] ?? ''
      const slot = nextOf(policy, source).find((way) => way.to === target)?.slot ?? ''
      const aside = at === 0 ? (leavesAt(slots.get(source) ?? [], slot) - 0.5) * card.width : 0
      const [x1, x2] = [(middles.get(from) ?? 0) + aside, middles.get(to) ?? 0]
      const known = stretches.get(from) ?? new Map<string, Stretch>()
      stretches.set(from, known.set(to, { from, to, x1, x2, label: at === 0 ? widthOf(source, target) : 0 }))
    }
  return new Map([...stretches].map(([from, byTarget]) => [from, [...byTarget.values()]]))
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
