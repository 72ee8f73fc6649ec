import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, CircleAlert, Hourglass } from 'lucide-react'
import type { Schemas } from '../../api/client.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { monthAfter, monthOf, weeksOf } from './month.ts'
import { waitsQuery } from './queries.ts'
import { ReturnList } from './ReturnList.tsx'
import { type ReturnSearch, readReturnSearch } from './search.ts'

/** A moment of a day that is that day whatever the zone it is written in. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** What returns wait for, by the day on which it is over; a day opens its returns. */
export function Waits({ search }: { readonly search: ReturnSearch }) {
  const text = useText('returnsBoard')
  const language = useLanguage()
  const navigate = useNavigate()
  const month = search.month ?? monthOf(search.day ?? new Date().toISOString())
  const weeks = weeksOf(month)
  const waits = useQuery(waitsQuery(weeks[0]?.[0] ?? '', weeks.at(-1)?.[6] ?? '', search.store))
  const go = (change: { readonly [Name in keyof ReturnSearch]?: string | undefined }): void =>
    void navigate({ to: '/returns', search: readReturnSearch({ ...search, ...change }), replace: true })
  const written = (day: string, shape: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...shape }).format(noonOf(day))
  if (waits.isError && !waits.data)
    return <ErrorState error={waits.error} title={text('load-failed')} onRetry={() => void waits.refetch()} />
  const days = new Map(waits.data?.days.map((day) => [day.day, day]))
  const today = waits.data?.today
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton
          icon={ChevronLeft}
          label={text('previous-month')}
          onClick={() => go({ month: monthAfter(month, -1) })}
        />
        <h2 aria-live="polite" className="min-w-28 text-center text-base">
          {written(`${month}-01`, { year: 'numeric', month: 'long' })}
        </h2>
        <IconButton
          icon={ChevronRight}
          label={text('next-month')}
          onClick={() => go({ month: monthAfter(month, 1) })}
        />
        {today && (
          <Button size="small" onClick={() => go({ month: monthOf(today), day: today })}>
            {text('today')}
          </Button>
        )}
        {waits.data && waits.data.overdue > 0 && (
          <Button size="small" icon={CircleAlert} onClick={() => go({ view: 'list', due: 'overdue', day: undefined })}>
            <span className="text-danger-ink">{text('overdue-now', { count: waits.data.overdue })}</span>
          </Button>
        )}
        {waits.data && (
          <span className="ml-auto text-sm text-muted">{text('zone-note', { zone: waits.data.zone })}</span>
        )}
      </div>
      <table aria-label={text('calendar')} aria-busy={waits.isPending} className="w-full table-fixed border-collapse">
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col" className="py-1 text-sm font-medium text-muted">
                {written(day, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="border border-line bg-surface p-0 align-top">
                  <Day
                    day={day}
                    title={written(day, { weekday: 'long', day: 'numeric', month: 'long' })}
                    found={days.get(day)}
                    isToday={day === today}
                    isPast={today !== undefined && day < today}
                    isOther={monthOf(day) !== month}
                    isChosen={day === search.day}
                    onChoose={() => go({ day, month })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {search.day ? (
        <section aria-labelledby="day-of-waits" className="flex flex-col gap-2">
          <h2 id="day-of-waits" className="text-base">
            {text('of-day', { day: written(search.day, { month: 'long', day: 'numeric', weekday: 'short' }) })}
          </h2>
          <ReturnList search={{ day: search.day, ...(search.store && { store: search.store }) }} />
        </section>
      ) : (
        <p className="text-sm text-muted">{text('choose-day')}</p>
      )}
    </div>
  )
}

interface DayProps {
  readonly day: string
  readonly title: string
  readonly found: Schemas['ReturnWaitDay'] | undefined
  readonly isToday: boolean
  readonly isPast: boolean
  readonly isOther: boolean
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** A day of the calendar with how many are due on it, or were; those that go on by themselves stand apart. */
function Day({ day, title, found, isToday, isPast, isOther, isChosen, onChoose }: DayProps) {
  const text = useText('returnsBoard')
  const tone = isPast ? 'danger' : 'accent'
  const due = found && text(isPast ? 'overdue-now' : 'day-due', { count: found.count })
  const words = found
    ? [title, ...(due ? [due] : []), ...(found.silent > 0 ? [text('day-silent', { count: found.silent })] : [])]
    : [title]
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-current={isToday ? 'date' : undefined}
      title={words.join('\n')}
      onClick={onChoose}
      className={classes(
        'flex min-h-18 w-full flex-col items-start gap-1 p-1.5 text-left hover:bg-hover',
        'aria-pressed:bg-accent-soft aria-pressed:outline-2 aria-pressed:-outline-offset-2 aria-pressed:outline-accent',
        isOther && 'text-muted',
      )}
    >
      <span className="sr-only">{words.join(', ')}</span>
      <span aria-hidden className="contents">
        <span
          className={classes(
            'text-sm tabular-nums',
            isToday && 'flex min-w-5.5 justify-center rounded-full bg-accent px-1 font-semibold text-on-accent',
          )}
        >
          {Number(day.slice(8))}
        </span>
        {found && (
          <>
            <Badge tone={tone} className="tabular-nums md:hidden">
              {found.count}
            </Badge>
            <Badge tone={tone} className="tabular-nums max-md:hidden">
              {due}
            </Badge>
            {found.silent > 0 && (
              <Badge tone="info" icon={Hourglass} className="tabular-nums max-md:hidden">
                {text('silent-short', { count: found.silent })}
              </Badge>
            )}
          </>
        )}
      </span>
    </button>
  )
}
