import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/Button.tsx'
import { type CalendarBody, weekdays } from './calendars.ts'
import { Periods } from './Periods.tsx'

interface WeekEditorProps {
  readonly periods: CalendarBody['periods']
  readonly error?: string | undefined
  readonly onPeriods: (periods: CalendarBody['periods']) => void
}

/** The working week, day by day. */
export function WeekEditor({ periods, error, onPeriods }: WeekEditorProps) {
  const text = useText('sla')
  const of = (day: number) => periods.filter(({ weekday }) => weekday === day)
  const monday = of(1)
  return (
    <div>
      <ul>
        {weekdays.map((day) => (
          <li
            key={day}
            className="flex items-start gap-3 border-b border-line py-1.5 last:border-b-0 max-sm:flex-col max-sm:gap-1"
          >
            <span className="w-16 shrink-0 pt-1.5 font-medium max-sm:pt-0">{text(`day-${day}`)}</span>
            <Periods
              of={text(`day-${day}`)}
              periods={of(day)}
              onPeriods={(changed) =>
                onPeriods([
                  ...periods.filter(({ weekday }) => weekday !== day),
                  ...changed.map(({ from, to }) => ({ weekday: day, from, to })),
                ])
              }
            />
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="mt-2 text-sm text-danger-ink">
          {error}
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 text-sm text-muted">{text('period-help')}</p>
        <Button
          size="small"
          disabled={monday.length === 0}
          onClick={() =>
            onPeriods([
              ...periods.filter(({ weekday }) => weekday > 5),
              ...([1, 2, 3, 4, 5] as const).flatMap((weekday) => monday.map(({ from, to }) => ({ weekday, from, to }))),
            ])
          }
        >
          {text('copy-to-weekdays')}
        </Button>
      </div>
    </div>
  )
}
