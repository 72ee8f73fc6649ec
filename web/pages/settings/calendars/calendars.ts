import { queryOptions } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../../api/client.ts'

export type Calendar = Schemas['Calendar']
export type CalendarBody = Schemas['CalendarBody']
export type DayPeriod = Schemas['DayPeriod']
export type Holiday = Schemas['CalendarHoliday']

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** Every calendar: a handful, so they are searched here. */
export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: async () => {
    const calendars: Calendar[] = []
    let after: string | null = null
    do {
      const page: Schemas['CalendarPage'] = await answered(
        api.GET('/api/calendars', { params: { query: { limit: 100, ...(after && { after }) } } }),
      )
      calendars.push(...page.items)
      after = page.next
    } while (after)
    return calendars
  },
})

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Hours that a week of these periods holds; one that ends before it begins reaches into the next day. */
export function weekHours(periods: readonly DayPeriod[]): number {
  const minutes = periods.reduce((sum, { from, to }) => {
    const span = minutesOf(to) - minutesOf(from)
    return sum + (span > 0 ? span : span + 24 * 60)
  }, 0)
  return Math.round((minutes / 60) * 10) / 10
}

/** Whether a period reaches into the next day. */
export const isOvernight = ({ from, to }: DayPeriod): boolean => minutesOf(to) < minutesOf(from)
