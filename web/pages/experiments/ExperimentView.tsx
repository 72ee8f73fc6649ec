import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Ruler } from 'lucide-react'
import { useFormats } from '../../i18n/formats.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { Actions } from './Actions.tsx'
import { Arms } from './Arms.tsx'
import { Comparisons } from './Comparisons.tsx'
import { type Experiment, experimentQuery } from './experiments.ts'
import { StateBadge } from './StateBadge.tsx'
import type { ExperimentSearch } from './search.ts'
import { VerdictBanner } from './VerdictBanner.tsx'

interface ExperimentViewProps {
  readonly id: string
  readonly search: ExperimentSearch
}

/** One experiment: what it said or says so far, its arms, and by which plan. */
export function ExperimentView({ id, search }: ExperimentViewProps) {
  const text = useText('experiments')
  const language = useLanguage()
  const query = useQuery(experimentQuery(id))
  const experiment = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/returns/experiments/{-$experiment}"
          params={{ experiment: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('experiments')}
        </Link>
        {query.isError && !experiment && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={8} />}
        {experiment && (
          <>
            <header className="flex flex-col gap-1">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{experiment.name}</h2>
                <StateBadge experiment={experiment} />
              </div>
              <p className="text-sm text-muted">
                <Link
                  to="/returns/policies/{-$policy}"
                  params={{ policy: experiment.policyKey }}
                  search={{}}
                  className="underline"
                >
                  {experiment.policyTitle[language]}
                </Link>
              </p>
            </header>
            <VerdictBanner experiment={experiment} />
            {experiment.state === 'running' && !experiment.isControlInForce && (
              <Banner tone="warn">{text('control-not-in-force')}</Banner>
            )}
            <Actions experiment={experiment} />
            {experiment.state !== 'draft' && <Meter experiment={experiment} />}
            <Arms experiment={experiment} />
            {experiment.now.length > 0 && <Comparisons experiment={experiment} />}
            <PlanFacts experiment={experiment} />
          </>
        )}
      </div>
    </article>
  )
}

/** How many of the planned returns have ended. */
function Meter({ experiment: { returns, size } }: { readonly experiment: Experiment }) {
  const text = useText('experiments')
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label={text('meter')} share={returns / size} />
      <p className="text-sm text-muted tabular-nums">{text('returns-of', { returns, size })}</p>
    </div>
  )
}

function PlanFacts({ experiment }: { readonly experiment: Experiment }) {
  const text = useText('experiments')
  const formats = useFormats()
  const { goal, effect, alpha, power, size, deviation, sparesImportant, startedAt, endedAt, createdBy } = experiment
  return (
    <Card title={text('plan')} icon={Ruler}>
      <Facts
        rows={[
          { name: text('goal'), value: text(`goal.${goal}`) },
          { name: text('effect'), value: text('points', { points: formats.percent(effect) }) },
          { name: text('alpha'), value: formats.percent(alpha) },
          { name: text('power'), value: formats.percent(power) },
          { name: text('size'), value: text('size-by', { size, deviation: formats.number(deviation) }) },
          { name: text('important'), value: text(sparesImportant ? 'important-spared' : 'important-too') },
          ...(createdBy.name ? [{ name: text('planned-by'), value: createdBy.name }] : []),
          ...(startedAt ? [{ name: text('started-at'), value: <Time at={startedAt} /> }] : []),
          ...(endedAt ? [{ name: text('ended-at'), value: <Time at={endedAt} /> }] : []),
        ]}
      />
      <p className="mt-2.5 text-sm text-muted">{text('method')}</p>
    </Card>
  )
}
