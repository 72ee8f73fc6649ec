import { useText } from '../../../i18n/text.ts'

const seconds = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const

export type LimitUnit = keyof typeof seconds
export const limitUnits = Object.keys(seconds) as LimitUnit[]

/** Up to here a limit is said in hours, as marketplaces say theirs ("48 hours", not "2 days"). */
const longestInHours = 72 * 3_600

/** A limit in the largest unit that leaves no rest. */
function statedIn(limitSeconds: number): LimitUnit {
  if (limitSeconds % seconds.days === 0 && limitSeconds > longestInHours) return 'days'
  if (limitSeconds % seconds.hours === 0) return 'hours'
  return limitSeconds % seconds.minutes === 0 ? 'minutes' : 'seconds'
}

/** A limit as a person writes it. */
export function writtenLimit(limitSeconds: number): { amount: string; unit: LimitUnit } {
  const unit = statedIn(limitSeconds)
  return { amount: String(limitSeconds / seconds[unit]), unit }
}

/** What was written, in seconds; not a number when it is none. */
export const readLimit = (amount: string, unit: LimitUnit): number =>
  amount.trim() === '' ? Number.NaN : Math.round(Number(amount) * seconds[unit])

/** A limit in words of the screen's language. */
export function useLimitWords() {
  const text = useText('sla')
  return (limitSeconds: number): string => {
    const unit = statedIn(limitSeconds)
    return text(`of-${unit}`, { count: limitSeconds / seconds[unit] })
  }
}
