import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Star } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { useMay } from '../../shell/session.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Actions } from './Actions.tsx'
import { CustomerBeside } from './CustomerBeside.tsx'
import { type FollowUpDetail, followUpQuery } from './followups.ts'
import { OutcomeBadge } from './OutcomeBadge.tsx'
import { OutcomeForm } from './OutcomeForm.tsx'
import { Script } from './Script.tsx'
import { Steps } from './Steps.tsx'
import type { FollowUpSearch } from './search.ts'

/** One follow-up: what to say, to whom, and what came of it. */
export function FollowUpView({ id, search }: { readonly id: string; readonly search: FollowUpSearch }) {
  const text = useText('followups')
  const mayWork = useMay('followups.work')
  const query = useQuery(followUpQuery(id))
  const followUp = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/followups/{-$followUp}"
          params={{ followUp: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('back-to-list')}
        </Link>
        {query.isError && !followUp && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={8} />}
        {followUp && (
          <>
            <Head followUp={followUp} />
            {followUp.state === 'open' && !followUp.contactId && <Banner tone="warn">{text('may-not')}</Banner>}
            {mayWork && <Actions followUp={followUp} />}
            <div className="grid items-start gap-3.5 lg:grid-cols-2">
              <div className="flex min-w-0 flex-col gap-3.5">
                <Script followUp={followUp} />
                {mayWork && followUp.state !== 'skipped' && (
                  <OutcomeForm key={followUp.entries[0]?.id ?? 'none'} followUp={followUp} />
                )}
              </div>
              <CustomerBeside followUp={followUp} />
            </div>
            {followUp.entries.length > 0 && <Steps followUp={followUp} />}
          </>
        )}
      </div>
    </article>
  )
}

function Head({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{followUp.customerName || text('no-name')}</h2>
        {followUp.important && (
          <Badge tone="warn" icon={Star}>
            {text('important')}
          </Badge>
        )}
        {followUp.state !== 'open' && <OutcomeBadge followUp={followUp} />}
        {followUp.overdue && <Badge tone="danger">{text('overdue')}</Badge>}
      </div>
      <p className="text-sm text-muted">
        {[
          followUp.planName,
          text(`way-${followUp.way}`),
          ...(followUp.attempts > 0 ? [text('tried-times', { count: followUp.attempts })] : []),
          ...(followUp.satisfaction ? [text('rated-so', { value: followUp.satisfaction })] : []),
        ].join(' · ')}
      </p>
    </header>
  )
}
