/** A line from an item of one layer to one of the next, and where it begins and ends across. */
export interface Stretch {
  readonly from: string
  readonly to: string
  readonly x1: number
  readonly x2: number
  /** How wide a name is that stands in its middle. */
  readonly label: number
}

type Pairs = readonly (readonly [from: string, to: string])[]

const rounds = 12

/** Puts the items of each layer near those that they hang on, so that few lines cross. */
export function orderLayers(layers: string[][], pairs: Pairs): void {
  const [up, down] = neighboursOf(pairs)
  const ranks = new Map(layers.flatMap((layer) => layer.map((id, at) => [id, at - (layer.length - 1) / 2] as const)))
  let best = layers.map((layer) => [...layer])
  let fewest = crossings(layers, pairs)
  for (let round = 0; round < rounds && fewest > 0; round += 1) {
    const near = round % 2 === 0 ? up : down
    for (const layer of round % 2 === 0 ? layers : layers.toReversed()) {
      const wish = new Map(layer.map((id) => [id, meanOf(near.get(id) ?? [], ranks) ?? ranks.get(id) ?? 0]))
      layer.sort((one, other) => (wish.get(one) ?? 0) - (wish.get(other) ?? 0) || (one < other ? -1 : 1))
      for (const [at, id] of layer.entries()) ranks.set(id, at - (layer.length - 1) / 2)
    }
    const now = crossings(layers, pairs)
    if (now >= fewest) continue
    fewest = now
    best = layers.map((layer) => [...layer])
  }
  for (const [at, layer] of best.entries()) layers[at] = layer
}

/** How many lines cross between the layers. */
function crossings(layers: readonly (readonly string[])[], pairs: Pairs): number {
  const rank = new Map(layers.flatMap((layer) => layer.map((id, at) => [id, at] as const)))
  const layerOf = new Map(layers.flatMap((layer, at) => layer.map((id) => [id, at] as const)))
  const byLayer = Map.groupBy(pairs, ([from]) => layerOf.get(from))
  const isCrossed = ([one, other]: Pairs[number], [third, fourth]: Pairs[number]): boolean =>
    ((rank.get(one) ?? 0) - (rank.get(third) ?? 0)) * ((rank.get(other) ?? 0) - (rank.get(fourth) ?? 0)) < 0
  return [...byLayer.values()].reduce(
    (sum, own) =>
      sum +
      own.reduce((found, one, at) => found + own.slice(at + 1).filter((other) => isCrossed(one, other)).length, 0),
    0,
  )
}

function neighboursOf(pairs: Pairs): [up: Map<string, string[]>, down: Map<string, string[]>] {
  const [up, down] = [new Map<string, string[]>(), new Map<string, string[]>()]
  for (const [from, to] of pairs) {
    up.set(to, [...(up.get(to) ?? []), from])
    down.set(from, [...(down.get(from) ?? []), to])
  }
  return [up, down]
}

const meanOf = (ids: readonly string[], of: ReadonlyMap<string, number>): number | undefined =>
  ids.length === 0 ? undefined : ids.reduce((sum, id) => sum + (of.get(id) ?? 0), 0) / ids.length

/**
 * The middle of every item across: as near to those that it hangs on as the others of its layer leave room for.
 * @param half how much room an item wants on each side
 */
export function spread(
  layers: readonly (readonly string[])[],
  pairs: Pairs,
  half: (item: string) => number,
): Map<string, number> {
  const [up, down] = neighboursOf(pairs)
  const middles = new Map<string, number>()
  for (const layer of layers) place(layer, () => 0)
  for (let round = 0; round < rounds; round += 1)
    for (const layer of round % 2 === 0 ? layers : layers.toReversed())
      place(layer, (id) => {
        const near = [...(up.get(id) ?? []), ...(down.get(id) ?? [])]
        return meanOf(near, middles) ?? middles.get(id) ?? 0
      })
  return middles

  function place(layer: readonly string[], wish: (id: string) => number): void {
    // As if all stood at one place: then none may stand left of the one before it, which is a regression without falls.
    const offsets: number[] = []
    for (const [at, id] of layer.entries())
      offsets.push(at === 0 ? 0 : (offsets[at - 1] ?? 0) + half(layer[at - 1] ?? '') + half(id))
    const wishes = layer.map((id, at) => wish(id) - (offsets[at] ?? 0))
    for (const [at, middle] of withoutFalls(wishes).entries())
      middles.set(layer[at] ?? '', Math.round(middle + (offsets[at] ?? 0)))
  }
}

/** The values nearest to these of which none is below the one before it (pool adjacent violators). */
function withoutFalls(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = []
  const mean = ({ sum, count }: { readonly sum: number; readonly count: number }): number => sum / count
  for (const value of values) {
    let pool = { sum: value, count: 1 }
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop()
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count }
    }
    pools.push(pool)
  }
  return pools.flatMap((pool) => Array.from({ length: pool.count }, () => mean(pool)))
}

/** Room between two lines that run level in one lane. */
const apart = 10

/** A lane for each stretch below a layer, so that no two of a lane meet, and how many lanes that makes. */
export function lanesOf(stretches: readonly Stretch[]): { of: ReadonlyMap<string, number>; count: number } {
  const lanes: (readonly [number, number])[][] = []
  const of = new Map<string, number>()
  // What goes far to one side begins outermost on that side and runs above the rest: so their lines do not cross.
  const aside = ({ x1, x2 }: Stretch): number => (x2 >= x1 ? -x1 : x1)
  for (const one of stretches.toSorted((first, second) => aside(first) - aside(second))) {
    const middle = (one.x1 + one.x2) / 2
    const left = Math.min(one.x1, one.x2, middle - one.label / 2) - apart
    const right = Math.max(one.x1, one.x2, middle + one.label / 2) + apart
    const free = lanes.findIndex((taken) => taken.every(([from, to]) => right <= from || left >= to))
    const lane = free < 0 ? lanes.length : free
    lanes[lane] = [...(lanes[lane] ?? []), [left, right]]
    of.set(`${one.from} ${one.to}`, lane)
  }
  return { of, count: lanes.length }
}
