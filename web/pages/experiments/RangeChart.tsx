import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { armLetter, type Experiment } from './experiments.ts'

interface RangeChartProps {
  readonly experiment: Experiment
  readonly arm: number
}

/** How the range of the goal's difference narrowed as returns ended. Its last state stands in words below it. */
export function RangeChart({ experiment, arm }: RangeChartProps) {
  const text = useText('experiments')
  const formats = useFormats()
  const { looks, goal, size, state } = experiment
  const points = looks.flatMap(({ returns, comparisons }) => {
    const found = comparisons.find((one) => one.arm === arm && one.metric === goal)
    return found ? [{ ...found, returns }] : []
  })
  const last = points.at(-1)
  if (!last || points.length < 2) return null
  // The first looks are so wide that all later ones would be a line.
  const seen = points.slice(Math.floor(points.length / 6))
  const most = Math.max(0.02, ...seen.map(({ low, high }) => Math.max(-low, high)))
  const across = state === 'ended' ? last.returns : Math.min(size, last.returns * 2)
  const x = (returns: number): number => (returns / across) * 100
  const y = (value: number): number => 50 - (Math.max(-most, Math.min(most, value)) / most) * 50
  const line = (of: (point: (typeof points)[number]) => number): string[] =>
    points.map((point) => `${x(point.returns).toFixed(2)},${y(of(point)).toFixed(2)}`)
  const band = [...line(({ high }) => high), ...line(({ low }) => low).reverse()].join(' ')
  const summary = text('chart-summary', {
    arm: armLetter(arm),
    metric: text(`metric.${goal}`),
    returns: last.returns,
    low: formats.percent(last.low),
    high: formats.percent(last.high),
  })
  return (
    <figure className="mt-3">
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-xs text-muted tabular-nums">
        <div aria-hidden className="flex h-40 flex-col items-end justify-between">
          {[most, 0, -most].map((value) => (
            <span key={value}>{formats.percent(value)}</span>
          ))}
        </div>
        <svg
          role="img"
          aria-label={summary}
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="h-40 w-full rounded border border-line"
        >
          <polygon points={band} className="fill-accent" opacity="0.22" />
          <line
            x1="0"
            x2="100"
            y1="50"
            y2="50"
            className="stroke-ink"
            strokeDasharray="4 3"
            vectorEffect="non-scaling-stroke"
          />
          <polyline
            points={line(({ difference }) => difference).join(' ')}
            className="fill-none stroke-accent"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span aria-hidden />
        <div aria-hidden className="flex justify-between">
          <span>0</span>
          <span>{text('chart-size', { size: across })}</span>
        </div>
      </div>
      <figcaption className="mt-1 text-sm text-muted tabular-nums">{summary}</figcaption>
    </figure>
  )
}
