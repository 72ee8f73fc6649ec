import { useLanguage } from './text.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How times, numbers and money are written in one language and one zone. */
export interface Formats {
  /** Relative under 24 hours ("3 小时前"), absolute after ("7月20日 04:28"; with the year when it is not this one). */
  moment(at: Date, now: Date): string
  /** The full date and time with the zone's name: what a tooltip shows. */
  full(at: Date, zone?: string): string
  /** A day of this year or the next with its weekday, and the clock: for choosing a moment soon. */
  day(at: Date): string
  /** The date alone. */
  date(at: Date): string
  /** The clock alone, 24 hours. */
  clock(at: Date, zone?: string): string
  /** A span in its two largest units ("14小时16分", "2d 3h"); under a minute, "0分". */
  span(milliseconds: number): string
  number(value: number): string
  percent(share: number): string
  /** Money from minor units, in its own currency. */
  money(minorUnits: number, currency: string): string
  bytes(count: number): string
  /** The name of a language or region in the screen's language. */
  languageName(code: string): string
}

/** What `make` gives for a key, made once: a writer of dates takes a millisecond to make and a list needs hundreds. */
function kept<Made>(make: (key: string) => Made): (key: string) => Made {
  const made = new Map<string, Made>()
  return (key) => {
    const found = made.get(key) ?? make(key)
    made.set(key, found)
    return found
  }
}

let zoneOfBrowser: string | undefined

/** The zone of this browser. */
export function ownZone(): string {
  zoneOfBrowser ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return zoneOfBrowser
}

/** The formats of the language shown now. */
export function useFormats(zone: string = ownZone()): Formats {
  return formatsOf(useLanguage(), zone)
}

const known = kept((key) => {
  const [language = 'en', zone = 'UTC'] = key.split(' ')
  return makeFormats(language, zone)
})

/** The formats of one language and zone. */
export const formatsOf = (language: string, zone: string): Formats => known(`${language} ${zone}`)

const clockShape = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function makeFormats(language: string, zone: string): Formats {
  const dates = (shape: Intl.DateTimeFormatOptions) =>
    kept((inZone) => new Intl.DateTimeFormat(language, { timeZone: inZone, ...shape }))
  const sameYear = dates({ month: 'short', day: 'numeric', ...clockShape })
  const otherYear = dates({ year: 'numeric', month: 'short', day: 'numeric', ...clockShape })
  const days = dates({ month: 'short', day: 'numeric', weekday: 'short', ...clockShape })
  const dateOnly = dates({ year: 'numeric', month: 'short', day: 'numeric' })
  const clocks = dates(clockShape)
  const years = dates({ year: 'numeric' })
  const fulls = dates({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZoneName: 'short',
    ...clockShape,
  })
  const monies = kept((currency) => new Intl.NumberFormat(language, { style: 'currency', currency }))
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const numbers = new Intl.NumberFormat(language)
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' })
  const chinese = language.startsWith('zh')

  return {
    moment(at, now) {
      const away = at.getTime() - now.getTime()
      if (Math.abs(away) < day) {
        if (Math.abs(away) < hour) return relative.format(Math.round(away / minute), 'minute')
        return relative.format(Math.round(away / hour), 'hour')
      }
      const year = years(zone)
      return (year.format(at) === year.format(now) ? sameYear : otherYear)(zone).format(at)
    },
    full: (at, inZone = zone) => fulls(inZone).format(at),
    day: (at) => days(zone).format(at),
    date: (at) => dateOnly(zone).format(at),
    clock: (at, inZone = zone) => clocks(inZone).format(at),
    span(milliseconds) {
      const minutes = Math.floor(Math.abs(milliseconds) / minute)
      const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
      const units = chinese ? (['天', '小时', '分'] as const) : (['d', 'h', 'm'] as const)
      const gap = chinese ? '' : ' '
      if (d > 0) return `${d}${units[0]}${h > 0 ? `${gap}${h}${units[1]}` : ''}`
      if (h > 0) return `${h}${units[1]}${m > 0 ? `${gap}${m}${units[2]}` : ''}`
      return `${m}${units[2]}`
    },
    number: (value) => numbers.format(value),
    percent: (share) => percents.format(share),
    money(minorUnits, currency) {
      const writer = monies(currency)
      const digits = writer.resolvedOptions().maximumFractionDigits ?? 2
      return writer.format(minorUnits / 10 ** digits)
    },
    bytes(count) {
      const [value, unit] =
        count >= 1_048_576 ? [count / 1_048_576, 'MB'] : count >= 1024 ? [count / 1024, 'KB'] : [count, 'B']
      return `${numbers.format(Math.round(value * 10) / 10)} ${unit}`
    },
    languageName(code) {
      try {
        return names.of(code) ?? code
      } catch {
        return code
      }
    },
  }
}
