/**
 * Of how many findings one may be none: the level of the e-Benjamini-Hochberg procedure (Wang and Ramdas 2022). It holds
 * however the SKUs hang together, at each look; what it comes to over half a year of daily looks is measured in
 * tests/measures/anomalies.ts.
 */
export const level = 0.2

/**
 * Which SKUs to report: those whose evidence is at least `tested / (level × findings)`, with as many findings as this allows.
 * What was found before and is still open counts as a finding, so that what is found together is believed together.
 * @param evidence natural logarithms of the e-values of those that are not open yet
 * @param tested how many SKUs were looked at, those with nothing to tell too
 * @returns the places in `evidence` of what is found
 */
export function discoveries(evidence: readonly number[], tested: number, open: number, most = level): number[] {
  const order = [...evidence.keys()].sort((one, other) => (evidence[other] ?? 0) - (evidence[one] ?? 0))
  let found = 0
  for (const [rank, at] of order.entries())
    if ((evidence[at] ?? 0) >= Math.log(tested / (most * (open + rank + 1)))) found = rank + 1
  return order.slice(0, found)
}
