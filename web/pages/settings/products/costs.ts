import type { Schemas } from '../../../api/client.ts'

export type Product = Schemas['Product']
type Cost = Product['costs'][number]

/** The cost that holds on a day (`2026-01-26`): the last that has begun by then. The costs come newest first. */
export const costOn = (costs: readonly Cost[], day: string): Cost | undefined =>
  costs.find(({ validFrom }) => validFrom <= day)

/** The digits after the decimal mark that a currency has. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/**
 * An amount as people type it, in minor units of its currency; undefined for what is none. Point and comma both mark
 * decimals: what would only make sense as a separator of thousands is refused rather than guessed at.
 */
export function minorUnits(typed: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const [, whole = '', , decimals = ''] = /^(\d{1,10})([.,](\d+))?$/.exec(typed.normalize('NFKC').trim()) ?? []
  if (whole === '' || decimals.length > digits) return undefined
  return Number(`${whole}${decimals.padEnd(digits, '0')}`)
}
