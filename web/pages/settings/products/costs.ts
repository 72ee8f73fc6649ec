import type { Schemas } from '../../../api/client.ts'

export type Product = Schemas['Product']
type Cost = Product['costs'][number]

/** The cost that holds on a day (`2026-01-26`): the last that has begun by then. The costs come newest first. */
export const costOn = (costs: readonly Cost[], day: string): Cost | undefined =>
  costs.find(({ validFrom }) => validFrom <= day)
