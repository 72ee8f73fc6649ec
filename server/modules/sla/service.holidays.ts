import { recordAudit } from '../../platform/audit.ts'
import { type Context, transact } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { refusalAt } from './errors.ts'
import { datesOf, type PublicHoliday } from './rules.calendars.ts'
import type { CalendarHoliday, HolidayCountry, HolidayImport, HolidayImportResult } from './schema.calendars.ts'
import { calendarOrRefuse, recountClocksOf } from './service.calendars.ts'
import * as store from './store.calendars.ts'

/** Loaded when first asked for: its lists of all countries take megabytes that most processes never need. */
const loadHolidays = async () => (await import('date-holidays')).default

/** Countries and regions whose public holidays are known, in the reader's language where the list has it. */
export async function holidayCountries(context: Context): Promise<HolidayCountry[]> {
  const known = new (await loadHolidays())()
  const language = context.language === 'en' ? 'en' : 'zh'
  const named = new Intl.DisplayNames([context.language], { type: 'region' })
  return Object.keys(known.getCountries(language))
    .map((code) => ({
      code,
      name: named.of(code) ?? code,
      regions: Object.entries(known.getStates(code, language) ?? {}).map(([region, name]) => ({ code: region, name })),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, context.language))
}

/**
 * Adds a country's public holidays of some years to a calendar. They are a proposal to look through: a list of rules cannot
 * know what a government announces late (China's days off in lieu, say). Dates that the calendar knows keep what they say.
 */
export function importHolidays(
  context: Context,
  calendarId: string,
  wanted: HolidayImport,
): Promise<HolidayImportResult> {
  return transact(context, async (context) => {
    const calendar = await store.lockCalendar(context.db, calendarId)
    if (!calendar) throw new Refusal('sla.calendar-not-found')
    const byDate = new Map<string, CalendarHoliday>()
    for (const holiday of await publicHolidays(context, wanted)) {
      for (const date of datesOf(holiday, calendar)) if (!byDate.has(date.date)) byDate.set(date.date, date)
    }
    const added = await store.insertHolidays(context.db, calendarId, [...byDate.values()])
    if (added > 0) {
      await store.touchCalendar(context.db, calendarId, context.now())
      await recountClocksOf(context, calendarId)
    }
    const { id, name } = calendar
    await recordAudit(context, {
      action: 'sla.holidays-imported',
      subject: { kind: 'calendar', id, name },
      notes: { country: wanted.country, region: wanted.region ?? null, years: wanted.years.join(', '), added },
    })
    return { added, calendar: await calendarOrRefuse(context, calendarId) }
  })
}

async function publicHolidays(context: Context, { country, region, years }: HolidayImport): Promise<PublicHoliday[]> {
  const Holidays = await loadHolidays()
  const known = new Holidays()
  const isKnown =
    country in known.getCountries() && (region === undefined || region in (known.getStates(country) ?? {}))
  if (!isKnown) {
    const name = region ? `${country}-${region}` : country
    throw refusalAt(region ? 'region' : 'country', 'sla.country-unknown', context.language, { country: name })
  }
  const languages = context.language === 'en' ? ['en'] : ['zh', 'en']
  const list = region ? new Holidays(country, region, { languages }) : new Holidays(country, { languages })
  const zone = list.getTimezones()[0] ?? 'UTC'
  return years.flatMap((year) =>
    list
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ name, start, end }) => ({ name, start: start.getTime(), end: end.getTime(), zone })),
  )
}
