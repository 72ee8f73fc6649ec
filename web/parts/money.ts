/** The digits after the decimal mark that a currency has. */
export const digitsOf = (currency: string): number =>
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

/** An amount in minor units as people type it, without its currency. */
export const typedAmount = (minor: number, currency: string): string =>
  (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))
