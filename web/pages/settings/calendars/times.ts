/**
 * A time of day as people type it ("9", "930", "9：30", "24"), written HH:MM; undefined for what is none. 24:00 is the
 * end of the day.
 */
export function readTime(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/[.\s]/g, ':').replace(/:+/g, ':')
  const parts = /^(\d{1,2})(?::?(\d{2}))?:?$/.exec(plain)
  if (!parts) return undefined
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
