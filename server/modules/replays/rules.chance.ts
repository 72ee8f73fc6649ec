/** Numbers in [0, 1) of a seed, the same at every run (mulberry32, public domain). */
export function drawsFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A standard normal number (Box and Muller 1958). */
export function normalFrom(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}

/** A number of the gamma distribution with scale 1 (Marsaglia and Tsang 2000); `shape` above 0. */
export function gammaFrom(draw: () => number, shape: number): number {
  if (shape < 1) return gammaFrom(draw, shape + 1) * (1 - draw()) ** (1 / shape)
  const least = shape - 1 / 3
  const spread = 1 / Math.sqrt(9 * least)
  for (;;) {
    const normal = normalFrom(draw)
    const cube = (1 + spread * normal) ** 3
    if (cube > 0 && Math.log(1 - draw()) < 0.5 * normal * normal + least - least * cube + least * Math.log(cube))
      return least * cube
  }
}

/** Shares that add up to 1, of a Dirichlet distribution with these weights. */
export function sharesFrom(draw: () => number, weights: readonly number[]): number[] {
  const parts = weights.map((weight) => gammaFrom(draw, Math.max(weight, 1e-3)))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  return whole > 0 ? parts.map((part) => part / whole) : weights.map(() => 1 / weights.length)
}

/** The value below which a share of the sorted ones lies, between two of them by line. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share
  const low = Math.floor(place)
  const [one, other] = [sorted[low] ?? Number.NaN, sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN]
  return one + (other - one) * (place - low)
}
