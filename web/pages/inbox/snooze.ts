/** A moment to put a ticket aside until. */
export interface SnoozePreset {
  readonly name: 'one-hour' | 'three-hours' | 'tomorrow' | 'monday' | 'buyer-morning'
  readonly at: Date
}

const hour = 3_600_000

/**
 * The usual moments: in one and three hours, tomorrow at nine, next Monday at nine, all in the own zone; and nine in the
 * morning where the store, and so most of its buyers, is.
 */
export function snoozePresets(now: Date, storeZone: string | undefined): readonly SnoozePreset[] {
  const own: SnoozePreset[] = [
    { name: 'one-hour', at: new Date(now.getTime() + hour) },
    { name: 'three-hours', at: new Date(now.getTime() + 3 * hour) },
    { name: 'tomorrow', at: ownMorning(now, 1) },
    { name: 'monday', at: ownMorning(now, (8 - now.getDay()) % 7 || 7) },
  ]
  return storeZone ? [...own, { name: 'buyer-morning', at: nextMorningIn(storeZone, now) }] : own
}

function ownMorning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9)
}

/** The next nine o'clock of a zone: at most a day of quarter hours away, looked for by the calendar itself. */
export function nextMorningIn(zone: string, now: Date): Date {
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const quarter = 15 * 60_000
  let at = Math.ceil(now.getTime() / quarter) * quarter
  for (let tries = 0; tries < 4 * 26 && clock.format(at) !== '09:00'; tries += 1) at += quarter
  return new Date(at)
}
