import { streams } from './rules.streams.ts'

/**
 * What is believed of a SKU's rate before it is looked at, by stream: as if so many returns had been seen (`shape`) of so
 * many orders (`exposure`). Their quotient is the rate of the category; their size says how alike its SKUs are.
 */
export type Base = readonly { readonly shape: number; readonly exposure: number }[]

/** A SKU's own past: orders that could have come back by now, and how many did, by stream. */
export interface Past {
  readonly exposure: number
  readonly returned: readonly number[]
}

/** SKUs of one category hardly differ by less than a tenth of their rate, nor by more than all of it. */
const [leastSpread, mostSpread] = [0.02, 1] as const
/** A category of fewer SKUs says too little of how they differ; those of all categories together do. */
export const leastSkus = 8

/**
 * The base of SKUs that belong together, by the method of moments: how much their rates differ beyond what chance alone
 * makes them differ. A SKU without a past of its own stands on this; one with a long past hardly needs it.
 */
export function baseOf(pasts: readonly Past[]): Base {
  return streams.map((_, at) => {
    const seen = pasts.filter(({ exposure }) => exposure > 0)
    const exposure = seen.reduce((sum, past) => sum + past.exposure, 0)
    const returned = seen.reduce((sum, past) => sum + (past.returned[at] ?? 0), 0)
    // Half a return more, so that nothing is impossible only because it has not happened yet.
    const rate = (returned + 0.5) / (exposure + 10)
    const square = seen.reduce((sum, past) => sum + past.exposure ** 2, 0)
    const scatter = seen.reduce((sum, past) => sum + past.exposure * (rateOf(past, at) - rate) ** 2, 0)
    const freedom = exposure - (exposure > 0 ? square / exposure : 0)
    const between = freedom > 0 ? (scatter - Math.max(seen.length - 1, 0) * rate) / freedom : 0
    const spread = Math.min(Math.max(between, leastSpread * rate ** 2), mostSpread * rate ** 2)
    return { shape: rate ** 2 / spread, exposure: rate / spread }
  })
}

const rateOf = (past: Past, at: number): number => (past.returned[at] ?? 0) / past.exposure

/** The bases by category; a category of few SKUs has that of all. */
export function basesOf(pasts: readonly (Past & { readonly category: string })[]): (category: string) => Base {
  const whole = baseOf(pasts)
  const byCategory = Map.groupBy(pasts, ({ category }) => category)
  const bases = new Map<string, Base>()
  for (const [category, members] of byCategory)
    if (category !== '' && members.length >= leastSkus) bases.set(category, baseOf(members))
  return (category) => bases.get(category) ?? whole
}
