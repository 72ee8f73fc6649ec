import { Moon, Plus, X } from 'lucide-react'
import { useText } from '../../../i18n/text.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { type DayPeriod, isOvernight } from './calendars.ts'
import { TimeInput } from './TimeInput.tsx'

interface PeriodsProps {
  /** What the periods are of, for screen readers: a weekday, a holiday. */
  readonly of: string
  readonly periods: readonly DayPeriod[]
  readonly onPeriods: (periods: DayPeriod[]) => void
}

/** The working periods of one day, several if need be. */
export function Periods({ of, periods, onPeriods }: PeriodsProps) {
  const text = useText('sla')
  const change = (at: number, part: Partial<DayPeriod>) =>
    onPeriods(periods.map((period, index) => (index === at ? { ...period, ...part } : period)))
  const next =
    periods.length === 0 ? { from: '09:00', to: '18:00' } : { from: periods.at(-1)?.to ?? '18:00', to: '24:00' }
  const full = periods.at(-1)?.to === '24:00' || periods.length >= 8
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
      {periods.length === 0 && <span className="text-sm text-muted">{text('day-off')}</span>}
      {periods.map((period, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a period has no name but its place, and keeps the focus while it is edited
        <span key={at} className="inline-flex items-center gap-1">
          <TimeInput label={`${of} ${text('from')}`} value={period.from} onValue={(from) => change(at, { from })} />
          <span aria-hidden className="text-muted">
            –
          </span>
          <TimeInput label={`${of} ${text('to')}`} value={period.to} onValue={(to) => change(at, { to })} />
          {isOvernight(period) && (
            <Tooltip text={text('next-day')}>
              <span role="img" aria-label={text('next-day')} className="text-muted">
                <Moon aria-hidden className="size-4" />
              </span>
            </Tooltip>
          )}
          <IconButton
            icon={X}
            size="small"
            label={text('remove-period', { day: of, from: period.from, to: period.to })}
            onClick={() => onPeriods(periods.filter((_, index) => index !== at))}
          />
        </span>
      ))}
      {!full && (
        <IconButton
          icon={Plus}
          size="small"
          label={text('add-period', { day: of })}
          onClick={() => onPeriods([...periods, next])}
        />
      )}
    </div>
  )
}
