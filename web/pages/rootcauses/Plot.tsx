import { useFormats } from '../../i18n/formats.ts'
import { classes } from '../../ui/classes.ts'
import type { ChartWeek } from './anomalies.ts'
import { isAbove, linesOf, nicest } from './chart.ts'

interface PlotProps {
  readonly weeks: readonly ChartWeek[]
  /** The share that usually comes back. */
  readonly usual: number
  /** What it shows, in a sentence. */
  readonly title: string
}

/**
 * The drawing of the control chart. Lines stretch with the card, so their place is in hundredths of it; words and marks
 * stand above them as text does, and keep their size on a phone.
 */
export function Plot({ weeks, usual, title }: PlotProps) {
  const formats = useFormats()
  const highest = Math.max(usual * 2, ...weeks.map(({ rate, limit }) => Math.max(rate ?? 0, Math.min(limit ?? 0, 1))))
  const top = nicest(highest)
  const x = (at: number) => ((at + 0.5) * 100) / Math.max(weeks.length, 1)
  const y = (rate: number) => 100 * (1 - Math.min(rate, top) / top)
  const day = (week: string | undefined) => (week ? formats.date(new Date(`${week}T12:00:00Z`)) : '')
  const first = weeks.findIndex(({ suspected }) => suspected)
  const begin = first < 0 ? 100 : (first * 100) / weeks.length
  const drawn = (points: readonly { at: number; value: number }[]) =>
    points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2 text-xs text-muted">
      <div aria-hidden className="flex h-44 flex-col justify-between text-right">
        {[top, top / 2, 0].map((tick) => (
          <span key={tick} className="-my-2">
            {formats.percent(tick)}
          </span>
        ))}
      </div>
      <div className="relative h-44">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" className="absolute inset-0 size-full">
          <title>{title}</title>
          <rect x={begin} y={0} width={100 - begin} height={100} className="fill-warn-soft" />
          {[0, 50, 100].map((at) => (
            <line key={at} x1={0} x2={100} y1={at} y2={at} className={line('stroke-line')} />
          ))}
          <line x1={0} x2={100} y1={y(usual)} y2={y(usual)} className={line('stroke-muted')} />
          {linesOf(weeks, ({ limit }) => limit).map((points) => (
            <polyline
              key={points[0]?.at}
              points={drawn(points)}
              className={line('fill-none stroke-danger [stroke-dasharray:5_4]')}
            />
          ))}
          {linesOf(weeks, ({ rate }) => rate).map((points) => (
            <polyline key={points[0]?.at} points={drawn(points)} className={line('fill-none stroke-accent')} />
          ))}
        </svg>
        {weeks.map((week, at) =>
          week.rate === null ? null : (
            <span
              key={week.week}
              aria-hidden
              // Not told apart by colour alone: above the limit it is a square.
              className={classes(
                'absolute size-1.5 -translate-1/2',
                isAbove(week) ? 'size-2 bg-danger' : 'rounded-full bg-accent',
              )}
              style={{ left: `${x(at)}%`, top: `${y(week.rate)}%` }}
            />
          ),
        )}
      </div>
      <span />
      <div aria-hidden className="flex justify-between gap-2 pt-1.5">
        {[weeks[0], weeks[Math.floor(weeks.length / 2)], weeks.at(-1)].map((week, at) => (
          <span key={week?.week} className={at === 1 ? 'max-md:hidden' : ''}>
            {day(week?.week)}
          </span>
        ))}
      </div>
    </div>
  )
}

const line = (look: string): string => `${look} [vector-effect:non-scaling-stroke]`
