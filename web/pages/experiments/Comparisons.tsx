import { ChartLine } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Card } from '../../ui/Card.tsx'
import { armLetter, type Comparison, type Experiment } from './experiments.ts'
import { RangeChart } from './RangeChart.tsx'
import { signed } from './VerdictBanner.tsx'

/** Where the ranges of all differences from the control stand now, and how that of the goal narrowed. */
export function Comparisons({ experiment }: { readonly experiment: Experiment }) {
  const text = useText('experiments')
  const { now, goal, arms } = experiment
  return (
    <Card title={text('comparisons')} icon={ChartLine}>
      <p className="mb-2 text-sm text-muted">{text('comparisons-detail')}</p>
      <ul className="flex flex-col gap-1.5 text-sm">
        {now.map((one) => (
          <li key={`${one.arm} ${one.metric}`}>
            <ComparisonLine one={one} isGoal={one.metric === goal} />
          </li>
        ))}
      </ul>
      {arms.slice(1).map(({ position }) => (
        <RangeChart key={position} experiment={experiment} arm={position} />
      ))}
    </Card>
  )
}

function ComparisonLine({ one, isGoal }: { readonly one: Comparison; readonly isGoal: boolean }) {
  const text = useText('experiments')
  const formats = useFormats()
  const isWide = one.high - one.low > 2
  const values = {
    metric: text(`metric.${one.metric}`),
    arm: armLetter(one.arm),
    difference: signed(formats.percent(one.difference), one.difference),
    low: formats.percent(one.low),
    high: formats.percent(one.high),
  }
  return (
    <span className="tabular-nums">
      <span className={isGoal ? 'font-medium' : undefined}>{text('compared', values)}</span>{' '}
      <span className="text-muted">{isWide ? text('not-known-yet') : text('within', values)}</span>
    </span>
  )
}
