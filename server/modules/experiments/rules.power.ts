/** The standard normal distribution function, by the complementary error function (Numerical Recipes, 1.2e-7). */
export function normalShare(value: number): number {
  const size = Math.abs(value) / Math.SQRT2
  const t = 1 / (1 + size / 2)
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ]
  const sum = coefficients.reduceRight((inner, each) => each + t * inner, 0)
  const beyond = t * Math.exp(-size * size + sum)
  return value < 0 ? beyond / 2 : 1 - beyond / 2
}

/** The value below which a share of the standard normal distribution lies: by halving, to 1e-10. */
export function normalValue(share: number): number {
  let [low, high] = [-9, 9]
  while (high - low > 1e-10) {
    const middle = (low + high) / 2
    if (normalShare(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

interface Wanted {
  readonly alpha: number
  readonly power: number
}

/** Returns in each of two arms of one look at the end, to find a difference of means; the classical two-sided z test. */
export function sizeForMeans(effect: number, deviation: number, { alpha, power }: Wanted): number {
  const reach = normalValue(1 - alpha / 2) + normalValue(power)
  return Math.ceil(2 * (deviation / effect) ** 2 * reach ** 2)
}

/** The same of two proportions, without correction for continuity (Fleiss, Levin and Paik 2003, formula 4.14). */
export function sizeForShares(one: number, other: number, { alpha, power }: Wanted): number {
  const middle = (one + other) / 2
  const reach =
    normalValue(1 - alpha / 2) * Math.sqrt(2 * middle * (1 - middle)) +
    normalValue(power) * Math.sqrt(one * (1 - one) + other * (1 - other))
  return Math.ceil(reach ** 2 / (one - other) ** 2)
}
