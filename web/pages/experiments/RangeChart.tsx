import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { armLetter, type Experiment } from './experiments.ts'

const [width, height, left, bottom, top, right] = [640, 200, 52, 24, 10, 12]

interface RangeChartProps {
  readonly experiment: Experiment
  readonly arm: number
}

/** How the range of the goal's difference narrowed as returns ended. Its last state stands in words beside it. */
export function RangeChart({ experiment, arm }: RangeChartProps) {
  const text = useText('experiments')
  const formats = useFormats()
  const { looks, goal, size } = experiment
  const points = looks.flatMap(({ returns, comparisons }) => {
    const found = comparisons.find((one) => one.arm === arm && one.metric === goal)
    return found ? [{ ...found, returns }] : []
  })
  if (points.length < 2) return null
  const most = Math.max(
    0.02,
    ...points.slice(Math.floor(points.length / 6)).map(({ low, high }) => Math.max(-low, high)),
  )
  const last = points.at(-1)
  const across = Math.max(size, last?.returns ?? 0)
  const x = (returns: number): number => left + (returns / across) * (width - left - right)
  const y = (value: number): number => {
    const cut = Math.max(-most, Math.min(most, value))
    return top + ((most - cut) / (2 * most)) * (height - top - bottom)
  }
  const line = (of: (point: (typeof points)[number]) => number): string =>
    points.map((point) => `${x(point.returns).toFixed(1)},${y(of(point)).toFixed(1)}`).join(' ')
  const band = `${line(({ high }) => high)} ${line(({ low }) => low)
    .split(' ')
    .reverse()
    .join(' ')}`
  const summary = text('chart-summary', {
    arm: armLetter(arm),
    metric: text(`metric.${goal}`),
    returns: last?.returns ?? 0,
    low: formats.percent(last?.low ?? 0),
    high: formats.percent(last?.high ?? 0),
  })
  return (
    <figure className="mt-3">
      <svg role="img" aria-label={summary} viewBox={`0 0 ${width} ${height}`} className="h-auto w-full text-xs">
        {[most, 0, -most].map((value) => (
          <g key={value}>
            <line
              x1={left}
              x2={width - right}
              y1={y(value)}
              y2={y(value)}
              className={value === 0 ? 'stroke-ink' : 'stroke-line'}
              strokeDasharray={value === 0 ? '4 3' : undefined}
            />
            <text x={left - 6} y={y(value) + 4} textAnchor="end" className="fill-muted">
              {formats.percent(value)}
            </text>
          </g>
        ))}
        <polygon points={band} className="fill-accent" opacity="0.22" />
        <polyline points={line(({ difference }) => difference)} className="fill-none stroke-accent" strokeWidth="2" />
        <line x1={x(size)} x2={x(size)} y1={top} y2={height - bottom} className="stroke-muted" strokeDasharray="2 3" />
        <text x={left} y={height - 6} className="fill-muted">
          0
        </text>
        <text x={x(size)} y={height - 6} textAnchor="end" className="fill-muted">
          {text('chart-size', { size })}
        </text>
      </svg>
      <figcaption className="text-sm text-muted tabular-nums">{summary}</figcaption>
    </figure>
  )
}
