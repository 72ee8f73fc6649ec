import type { Cohort } from './rules.evidence.ts'

/** So many expected returns of other SKUs weigh as much as the belief that a week is like any other. */
const asUsual = 50

/** By week, how many returns of all SKUs there were and how many their categories' rates let expect. */
export type Swing = ReadonlyMap<number, { readonly returned: number; readonly expected: number }>

/**
 * A SKU's cohorts with their orders weighed by what the same week did to all others: after Christmas everything comes back
 * more often, and that is no SKU's fault. Its own returns are left out of the comparison.
 * @param rate what the base expects of one order
 */
export function againstSwing(cohorts: readonly Cohort[], rate: number, swing: Swing): Cohort[] {
  const own = new Map<number, { returned: number; expected: number }>()
  for (const { week, exposure, returned } of cohorts) {
    const sum = own.get(week) ?? { returned: 0, expected: 0 }
    own.set(week, { returned: sum.returned + (returned[0] ?? 0), expected: sum.expected + exposure * rate })
  }
  return cohorts.map((cohort) => {
    const [all, mine] = [swing.get(cohort.week), own.get(cohort.week)]
    if (!all || !mine) return cohort
    const factor =
      (Math.max(0, all.returned - mine.returned) + asUsual) / (Math.max(0, all.expected - mine.expected) + asUsual)
    return { ...cohort, exposure: cohort.exposure * factor }
  })
}
