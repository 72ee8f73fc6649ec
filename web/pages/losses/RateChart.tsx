import { Link } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { classes } from '../../ui/classes.ts'
import { axisTop, isAbove, usePercent } from './figures.ts'
import type { LossSearch, Rate } from './search.ts'

interface RateChartProps {
  readonly points: Rate['points']
  readonly alarm: Rate['alarm']
  /** The lines behind a point. */
  readonly behind: (at: number) => LossSearch
}

/**
 * Both rates over time with their alarm lines. The lines are drawn, all words and the points are text and links beside
 * them: so that they keep their size on a phone, are read out, and each opens its lines.
 */
export function RateChart({ points, alarm, behind }: RateChartProps) {
  const text = useText('losses')
  const percent = usePercent()
  const levels = [alarm.all / 100, alarm.withoutQuality / 100]
  const shares = points.flatMap(({ rate, rateWithoutQuality }) => [rate ?? 0, rateWithoutQuality ?? 0])
  const top = axisTop([...levels, ...shares])
  const x = (at: number): number => ((at + 0.5) / points.length) * 100
  const y = (share: number): number => 100 - (Math.max(0, share) / top) * 100
  const path = (of: (point: Rate['points'][number]) => number | null): string =>
    points
      .map((point, at) => ({ share: of(point), at }))
      .filter(({ share }) => share !== null)
      .map(({ share, at }, place) => `${place === 0 ? 'M' : 'L'}${x(at)} ${y(share ?? 0)}`)
      .join(' ')
  const stroke = { fill: 'none', strokeWidth: 2, vectorEffect: 'non-scaling-stroke' } as const
  // So many days can be written side by side on a phone.
  const every = Math.ceil(points.length / 6)
  return (
    <figure className="flex flex-col gap-2">
      <div className="grid grid-cols-[3.25rem_1fr] gap-x-2">
        <div className="relative h-52 text-xs text-muted tabular-nums">
          {[0, 0.5, 1].map((part) => (
            <span key={part} className="absolute right-0 -translate-y-1/2" style={{ top: `${100 - part * 100}%` }}>
              {percent(top * part)}
            </span>
          ))}
        </div>
        <div className="relative h-52">
          <svg
            aria-hidden="true"
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
          >
            {[0, 50, 100].map((at) => (
              <path key={at} d={`M0 ${at} H100`} className="stroke-line" {...stroke} strokeWidth={1} />
            ))}
            {levels.map((level, at) => (
              <path
                key={at === 0 ? 'all' : 'without'}
                d={`M0 ${y(level)} H100`}
                className="stroke-danger"
                strokeDasharray={at === 0 ? '8 4' : '2 4'}
                {...stroke}
                strokeWidth={1.5}
              />
            ))}
            <path
              d={path(({ rateWithoutQuality }) => rateWithoutQuality)}
              className="stroke-violet-ink"
              strokeDasharray="6 3"
              {...stroke}
            />
            <path d={path(({ rate }) => rate)} className="stroke-accent" {...stroke} />
          </svg>
          {points.map(({ start, rate, rateWithoutQuality }, at) =>
            rate === null ? null : (
              <Link
                key={start}
                to="/losses"
                search={behind(at)}
                title={`${start}: ${percent(rate)} · ${percent(rateWithoutQuality)}`}
                aria-label={text('point-label', { start, rate: percent(rate), without: percent(rateWithoutQuality) })}
                className="absolute grid size-6 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full"
                style={{ left: `${x(at)}%`, top: `${y(rate)}%` }}
              >
                <span
                  className={classes(
                    'size-2 rounded-full border-2 bg-surface',
                    isAbove(rate, alarm.all) ? 'border-danger' : 'border-accent',
                  )}
                />
              </Link>
            ),
          )}
        </div>
        <span />
        <div aria-hidden className="relative mt-1 h-5 text-xs text-muted tabular-nums">
          {points.map(({ start }, at) =>
            at % every === 0 ? (
              <span key={start} className="absolute -translate-x-1/2 whitespace-nowrap" style={{ left: `${x(at)}%` }}>
                {start.slice(5)}
              </span>
            ) : null,
          )}
        </div>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
        <Key look="stroke-accent">{text('all-reasons')}</Key>
        <Key look="stroke-violet-ink" dashes="6 3">
          {text('rate-without')}
        </Key>
        <Key look="stroke-danger" dashes="8 4">
          {text('alarm-all', { level: percent(levels[0] ?? 0) })}
        </Key>
        <Key look="stroke-danger" dashes="2 4">
          {text('alarm-without', { level: percent(levels[1] ?? 0) })}
        </Key>
      </figcaption>
    </figure>
  )
}

function Key({
  look,
  dashes,
  children,
}: {
  readonly look: string
  readonly dashes?: string
  readonly children: string
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" viewBox="0 0 24 4" className="h-1 w-6">
        <path d="M0 2 H24" fill="none" strokeWidth={2} className={look} {...(dashes && { strokeDasharray: dashes })} />
      </svg>
      {children}
    </span>
  )
}
