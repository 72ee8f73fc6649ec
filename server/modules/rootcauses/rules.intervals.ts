/** The probability of at least `count` returns where the rate is only known as a gamma base says: exact, by summing. */
export function tailOf(
  count: number,
  exposure: number,
  base: { readonly shape: number; readonly exposure: number },
): number {
  if (count <= 0) return 1
  if (exposure <= 0) return 0
  const share = exposure / (base.exposure + exposure)
  let log = base.shape * Math.log1p(-share)
  for (let seen = 0; seen < count; seen++) log += Math.log(((base.shape + seen) / (seen + 1)) * share)
  let term = Math.exp(log)
  let sum = term
  for (let seen = count; term > sum * 1e-12 && seen < count + 100_000; seen++) {
    term *= ((base.shape + seen) / (seen + 1)) * share
    sum += term
  }
  return Math.min(1, sum)
}

/** P(X ≤ count) of a Poisson count. */
function atMost(count: number, mean: number): number {
  let log = -mean
  let sum = Math.exp(log)
  for (let seen = 1; seen <= count; seen++) {
    log += Math.log(mean / seen)
    sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

/** Where a falling function of a positive number crosses a value. */
function crossing(value: (at: number) => number, wanted: number, most: number): number {
  let [low, high] = [0, most]
  for (let turn = 0; turn < 80; turn++) {
    const middle = (low + high) / 2
    if (value(middle) > wanted) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/** The rate of so many returns of so many orders with its exact 95 % interval (Garwood 1936); null without orders. */
export function rateOf(count: number, exposure: number): ({ readonly rate: number } & Interval) | null {
  if (exposure <= 0) return null
  const most = 2 * count + 20
  const low = count === 0 ? 0 : crossing((mean) => atMost(count - 1, mean), 0.975, most)
  const high = crossing((mean) => atMost(count, mean), 0.025, most)
  return { rate: count / exposure, low: low / exposure, high: Math.min(1, high / exposure) }
}

/** P(X ≤ count) of `of` tries. */
function atMostOf(count: number, of: number, chance: number): number {
  if (count >= of) return 1
  let log = of * Math.log1p(-chance)
  let sum = Math.exp(log)
  for (let seen = 1; seen <= count; seen++) {
    log += Math.log(((of - seen + 1) / seen) * (chance / (1 - chance)))
    sum += Math.exp(log)
  }
  return Math.min(1, sum)
}

/**
 * By which factor a rate has changed, with its exact 95 % interval: given how many came back in all, how many of them
 * afterwards is a binomial count (Clopper and Pearson 1934). Null where one side has no orders or neither came back.
 */
export function changeOf(
  before: { readonly count: number; readonly exposure: number },
  after: { readonly count: number; readonly exposure: number },
): ({ readonly factor: number | null } & Interval) | null {
  const all = before.count + after.count
  if (before.exposure <= 0 || after.exposure <= 0 || all === 0) return null
  const ratioAt = (chance: number) => (chance / (1 - chance)) * (before.exposure / after.exposure)
  const edge = 1 - 1e-9
  const low = after.count === 0 ? 0 : ratioAt(crossing((chance) => atMostOf(after.count - 1, all, chance), 0.975, edge))
  const high =
    after.count === all
      ? Number.MAX_SAFE_INTEGER
      : ratioAt(crossing((chance) => atMostOf(after.count, all, chance), 0.025, edge))
  const factor = before.count === 0 ? null : after.count / after.exposure / (before.count / before.exposure)
  return { factor, low, high }
}

/** The upper limit of a p-chart: what so many orders exceed by chance once in about 700 times (Shewhart's three sigma). */
export const upperLimit = (rate: number, exposure: number): number | null =>
  exposure <= 0 ? null : Math.min(1, rate + 3 * Math.sqrt((rate * (1 - rate)) / exposure))
