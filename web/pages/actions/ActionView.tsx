import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, MessageSquareReply, MessageSquareText } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { type ActionDetail, actionQuery } from '../../parts/actions/actions.ts'
import { StageBadge } from '../../parts/actions/StageBadge.tsx'
import { useMay } from '../../shell/session.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { EvidenceCard } from './EvidenceCard.tsx'
import { Moves } from './Moves.tsx'
import { Steps } from './Steps.tsx'
import type { ActionSearch } from './search.ts'

/** One action: what is asked, what speaks for it, the answer, and every step. */
export function ActionView({ id, search }: { readonly id: string; readonly search: ActionSearch }) {
  const text = useText('actions')
  const query = useQuery(actionQuery(id))
  const action = query.data
  return (
    <article className="min-w-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-5xl flex-col gap-3.5 p-5 max-md:p-4">
        <Link
          to="/actions/{-$action}"
          params={{ action: undefined }}
          search={search}
          className="inline-flex min-h-11 items-center gap-1.5 self-start text-muted md:hidden"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {text('back-to-list')}
        </Link>
        {query.isError && !action && (
          <ErrorState title={text('load-failed')} error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isPending && <SkeletonLines lines={8} />}
        {action && (
          <>
            <Head action={action} />
            <Moves action={action} />
            <div className="grid items-start gap-3.5 lg:grid-cols-2">
              <div className="flex min-w-0 flex-col gap-3.5">
                <Card title={text('request')} icon={MessageSquareText}>
                  <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{action.ask}</p>
                </Card>
                {action.moves.includes('answer') ? (
                  <AnswerForm action={action} />
                ) : (
                  <Card title={text('answer')} icon={MessageSquareReply}>
                    {action.answer ? (
                      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{action.answer}</p>
                    ) : (
                      <p className="text-muted">{text('no-answer')}</p>
                    )}
                  </Card>
                )}
              </div>
              <EvidenceCard evidence={action.evidence} />
            </div>
            <Steps action={action} />
          </>
        )}
      </div>
    </article>
  )
}

function Head({ action }: { readonly action: ActionDetail }) {
  const text = useText('actions')
  const mayOpenTicket = useMay('tickets.read')
  const { ticket } = action
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="min-w-0 text-lg [overflow-wrap:anywhere]">{action.title}</h2>
        <StageBadge action={action} />
      </div>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm text-muted">
        <span>{action.department.name}</span>
        <span aria-hidden>·</span>
        <span>{text('asked-by', { name: action.askedBy.name })}</span>
        <span aria-hidden>·</span>
        <span>
          {text('due')} <Time at={action.dueAt} />
        </span>
        {ticket && mayOpenTicket && (
          <Link
            to="/inbox/$view/{-$ticket}"
            params={{ view: 'all', ticket: ticket.id }}
            className="inline-flex min-h-6 items-center text-accent-ink underline pointer-coarse:min-h-11"
          >
            {text('ticket', { number: `T-${ticket.number}` })}
          </Link>
        )}
      </p>
    </header>
  )
}
