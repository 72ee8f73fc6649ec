import { normalValue } from './rules.power.ts'

/**
 * Ranges that may be looked at after every single return (docs/experiments.md): the normal mixture of Robbins (1970), as
 * the mixture sequential probability ratio test of Johari, Pekelis and Walsh (2017) uses it and Howard, Ramdas, McAuliffe
 * and Sekhon (2021) bound it. With probability 1 − alpha the true difference lies in all of them at once.
 *
 * @param variance of the estimated difference, now
 * @param mixture variance of the differences mixed over; `mixtureFor` the planned size makes the range narrowest there
 * @returns half of the range's width
 */
export function radiusOf(variance: number, mixture: number, alpha: number): number {
  if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY
  const whole = variance + mixture
  return Math.sqrt(((variance * whole) / mixture) * (2 * Math.log(1 / alpha) + Math.log(whole / variance)))
}

/** The mixture that makes the range narrowest when the estimate's variance is the planned one (Howard et al., 3.5). */
export const mixtureFor = (planned: number, alpha: number): number => planned * ratioFor(alpha)

/** −W₋₁(−alpha²/e) − 1, by the fixed point of the lower branch of Lambert's function. */
function ratioFor(alpha: number): number {
  const log = 2 * Math.log(alpha) - 1
  let value = log - Math.log(-log)
  for (let step = 0; step < 60; step += 1) value = log - Math.log(-value)
  return -value - 1
}

/** How many standard errors wide half of the range is at the planned size. */
function reachAt(alpha: number): number {
  const ratio = ratioFor(alpha)
  return Math.sqrt(((1 + ratio) / ratio) * (2 * Math.log(1 / alpha) + Math.log(1 + ratio)))
}

/** The variance of a difference that must be reached so that one of `effect` is found with `power`, however often one looks. */
export const varianceFor = (effect: number, alpha: number, power: number): number =>
  (effect / (reachAt(alpha) + normalValue(power))) ** 2

/** How many times as many returns looking all the time needs at most, against one look at the end. */
export const priceOfLooking = (alpha: number, power: number): number =>
  ((reachAt(alpha) + normalValue(power)) / (normalValue(1 - alpha / 2) + normalValue(power))) ** 2
