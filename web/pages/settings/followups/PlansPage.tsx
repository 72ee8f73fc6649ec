import { useMutation, useQuery } from '@tanstack/react-query'
import { PhoneCall, Plus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { answered, api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useFormats } from '../../../i18n/formats.ts'
import { useText } from '../../../i18n/text.ts'
import { useMay } from '../../../shell/session.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { PageHeader } from '../../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Time } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/Toast.tsx'
import { useSettingsAddress } from '../address.ts'
import { ItemLink } from '../ItemLink.tsx'
import { Counted } from './Counted.tsx'
import { type Plan, plansQuery } from './plans.ts'

/** Fetched when one opens a plan. */
const PlanDialog = lazy(async () => ({ default: (await import('./PlanDialog.tsx')).PlanDialog }))

/** Whom the desk follows up, how often, and what came of it. */
export function PlansPage({ item }: { readonly item: string | undefined }) {
  const text = useText('followUpPlans')
  const title = useText('settings')('followups')
  const mayPlan = useMay('followups.plan')
  const { open } = useSettingsAddress('followups')
  const plans = useQuery(plansQuery)
  const add = mayPlan && (
    <Button tone="primary" icon={Plus} onClick={() => open('new')}>
      {text('add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={title} description={text('detail')} actions={plans.data?.length !== 0 && add} />
      {plans.isError && !plans.data && <ErrorState error={plans.error} onRetry={() => void plans.refetch()} />}
      {plans.isPending && <SkeletonLines lines={6} />}
      {plans.data?.length === 0 && (
        <EmptyState icon={PhoneCall} title={text('empty')} actions={add}>
          {text('empty-detail')}
        </EmptyState>
      )}
      {plans.data && plans.data.length > 0 && (
        <ul className="flex flex-col gap-3">
          {plans.data.map((plan) => (
            <PlanCard key={plan.id} plan={plan} mayPlan={mayPlan} />
          ))}
        </ul>
      )}
      {item !== undefined && mayPlan && (
        <Suspense>
          <PlanDialog item={item} onClose={() => open(undefined)} />
        </Suspense>
      )}
    </>
  )
}

function PlanCard({ plan, mayPlan }: { readonly plan: Plan; readonly mayPlan: boolean }) {
  const text = useText('followUpPlans')
  const { id, active } = plan
  const turn = useMutation({
    mutationFn: () =>
      answered(api.PATCH('/api/follow-up-plans/{id}', { params: { path: { id } }, body: { active: !active } })),
    onSuccess: () => {
      toast(text(active ? 'now-paused' : 'now-running'))
      return queries.invalidateQueries({ queryKey: plansQuery.queryKey })
    },
  })
  return (
    <li className="flex flex-col gap-2 rounded-xl border border-line bg-surface p-3.5 shadow-card">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {mayPlan ? (
            <ItemLink page="followups" item={id} label={plan.name} />
          ) : (
            <span className="font-medium">{plan.name}</span>
          )}
        </span>
        <Badge tone={active ? 'ok' : 'outline'}>{text(active ? 'running' : 'paused')}</Badge>
        {mayPlan && (
          <Button size="small" pending={turn.isPending} onClick={() => turn.mutate()}>
            {text(active ? 'pause' : 'resume')}
          </Button>
        )}
      </div>
      <p className="text-sm text-muted">
        {[
          text('every-weeks', { count: plan.weeks }),
          text(`way-${plan.way}`),
          ...(plan.segment.important ? [text('important-only')] : []),
        ].join(' · ')}
      </p>
      {plan.counts && plan.countedAt ? (
        <>
          <Counted counts={plan.counts} />
          <p className="text-sm text-muted">
            {text('counted')} <Time at={plan.countedAt} />
          </p>
        </>
      ) : (
        active && <p className="text-sm text-muted">{text('not-counted')}</p>
      )}
      <Results plan={plan} />
      {turn.error && (
        <p role="alert" className="text-sm text-danger-ink">
          {turn.error.message}
        </p>
      )}
    </li>
  )
}

function Results({ plan: { results } }: { readonly plan: Plan }) {
  const text = useText('followUpPlans')
  const formats = useFormats()
  const { done, open, skipped, reached, satisfaction } = results
  return (
    <p className="text-sm">
      <span className="font-medium">{text('results')}</span>{' '}
      {done + open + skipped === 0
        ? text('no-results')
        : [
            text('results-line', { done, open, skipped }),
            ...(done > 0 ? [text('reached', { percent: Math.round((100 * reached) / done) })] : []),
            ...(satisfaction === null
              ? []
              : [text('mean-satisfaction', { value: formats.number(Math.round(satisfaction * 10) / 10) })]),
          ].join(' · ')}
    </p>
  )
}
