/** Days after the order within which what comes back has come back; later returns are too few to wait for. */
export const longestDelay = 90

/** How certain the shipped curve is, in returns: with so many of its own, a workspace's curve is half its own. */
const shippedWeight = 200

/**
 * The share of returns that has come back within so many days of the order, for each day from 0 to `longestDelay`. It says
 * how many returns young orders may have had by now: without it every new batch would look better than the old ones.
 * A workspace's own returns make the curve; while they are few the shipped one stands in (three waits of four days each on
 * the average, delivery, a try, the way back: a gamma distribution of shape 3).
 * @param ages how many returns came in how many days, of orders that are older than `longestDelay`
 */
export function delayCurve(ages: readonly { readonly age: number; readonly count: number }[]): number[] {
  const mass = shippedMass().map((share) => share * shippedWeight)
  let total = shippedWeight
  for (const { age, count } of ages) {
    const day = Math.min(Math.max(Math.trunc(age), 0), longestDelay)
    mass[day] = (mass[day] ?? 0) + count
    total += count
  }
  let sum = 0
  return mass.map((each) => {
    sum += each / total
    return Math.min(1, sum)
  })
}

function shippedMass(): number[] {
  const density = Array.from({ length: longestDelay + 1 }, (_, day) => (day + 0.5) ** 2 * Math.exp(-(day + 0.5) / 4))
  const all = density.reduce((sum, each) => sum + each, 0)
  return density.map((each) => each / all)
}

/** The share of an order's returns that is back after so many days: none before the first, all after the last. */
export const shareBack = (curve: readonly number[], days: number): number =>
  days < 0 ? 0 : (curve[Math.min(Math.trunc(days), longestDelay)] ?? 1)
