/**
 * So many percent of an amount of minor units, exact to the hundredth of a percent: no step of it leaves the whole
 * numbers, so nothing is lost before the one rounding. `half-up` rounds half a unit away from zero, `down` towards zero.
 */
export function share(amount: number, percent: number, rounding: 'half-up' | 'down' | 'up' = 'half-up'): number {
  const points = Math.round(percent * 100)
  const size = Math.abs(amount)
  const rest = size % 10_000
  const parts = rest * points
  const left = parts % 10_000
  const whole = ((size - rest) / 10_000) * points + (parts - left) / 10_000
  const isUp = rounding === 'up' ? left > 0 : rounding === 'half-up' && left >= 5_000
  const rounded = whole + (isUp ? 1 : 0)
  return amount < 0 && rounded !== 0 ? -rounded : rounded
}
