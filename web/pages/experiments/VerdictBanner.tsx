import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { armLetter, type Experiment } from './experiments.ts'

/** What an ended experiment said, in a sentence with its numbers. */
export function VerdictBanner({ experiment }: { readonly experiment: Experiment }) {
  const text = useText('experiments')
  const formats = useFormats()
  const { verdict, arms, goal, stopReason } = experiment
  if (!verdict) return null
  const { code, returns } = verdict
  const arm = verdict.arm ?? 1
  const metric = verdict.metric ?? goal
  const found = verdict.comparisons.find((one) => one.arm === arm && one.metric === metric)
  const values = {
    arm: armLetter(arm),
    version: arms.find(({ position }) => position === arm)?.number ?? 0,
    metric: text(`metric.${metric}`),
    returns,
    difference: signed(formats.percent(found?.difference ?? 0), found?.difference ?? 0),
    low: formats.percent(found?.low ?? 0),
    high: formats.percent(found?.high ?? 0),
  }
  switch (code) {
    case 'better':
      return (
        <Banner tone="ok" title={text('verdict.better', values)}>
          {text('verdict-range', values)}
        </Banner>
      )
    case 'harm':
      return (
        <Banner tone="danger" title={text('verdict.harm', values)}>
          {text('verdict-range', values)}
        </Banner>
      )
    case 'worse':
      return (
        <Banner tone="info" title={text('verdict.worse', values)}>
          {text('verdict-range', values)}
        </Banner>
      )
    case 'no-difference':
      return (
        <Banner tone="info" title={text('verdict.no-difference', values)}>
          {text('verdict-range', values)}
        </Banner>
      )
    case 'stopped':
      return (
        <Banner tone="warn" title={text('verdict.stopped', values)}>
          {text('stopped-for', { reason: stopReason })}
        </Banner>
      )
    default:
      return null
  }
}

/** A difference with its sign. */
export const signed = (written: string, value: number): string => (value > 0 ? `+${written}` : written)
