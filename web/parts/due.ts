/** How pressing a limit is. `soon`: a quarter or less of its time is left. */
export type Pressure = 'overdue' | 'soon' | 'calm'

/**
 * How pressing a limit is now.
 * UX §2.4: neutral while more than 25 % is left, amber from there, red when over.
 * @param from when its clock began
 */
export function pressureOf(dueAt: Date, from: Date, now: Date): Pressure {
  const left = dueAt.getTime() - now.getTime()
  if (left <= 0) return 'overdue'
  const whole = dueAt.getTime() - from.getTime()
  return whole > 0 && left / whole <= 0.25 ? 'soon' : 'calm'
}
