import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import { answered, api, type Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/formats.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'

/** Which plan follows a customer up and when, and what came of it so far. */
export function CustomerFollowUps({ id }: { readonly id: string }) {
  const text = useText('followups')
  const query = useQuery({
    queryKey: ['customer', id, 'follow-ups'],
    queryFn: () => answered(api.GET('/api/customers/{id}/follow-ups', { params: { path: { id } } })),
  })
  const found = query.data
  return (
    <Card title={text('followups')} icon={PhoneCall}>
      {query.isPending && <SkeletonLines lines={2} />}
      {query.isError && !found && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {found && <Next next={found.next} />}
      {found && found.items.length > 0 && (
        <ul className="mt-2 flex flex-col divide-y divide-line">
          {found.items.map((item) => (
            <li key={item.id}>
              <Link
                to="/followups/{-$followUp}"
                params={{ followUp: item.id }}
                search={item.state === 'open' ? {} : { view: 'done' }}
                className="flex min-h-9 items-center gap-2 text-sm hover:bg-hover/70 pointer-coarse:min-h-11"
              >
                <Badge tone={item.state === 'open' ? 'info' : 'outline'}>{text(stateOf(item))}</Badge>
                <span className="min-w-0 flex-1 truncate">{item.planName}</span>
                <Time at={item.closedAt ?? item.dueAt} className="shrink-0 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const stateOf = ({ state, outcome }: Schemas['FollowUp']) =>
  state === 'open' ? 'due' : state === 'done' && outcome ? (`outcome.${outcome}` as const) : 'skipped'

function Next({ next }: { readonly next: Schemas['NextFollowUp'] }) {
  const text = useText('followups')
  const formats = useFormats()
  const { kind, dueAt, reason } = next
  const plan = next.planName ?? ''
  const words =
    kind === 'no-plan'
      ? text('next.no-plan')
      : kind === 'later' && dueAt
        ? text('next.later', { plan, day: formats.date(new Date(dueAt)) })
        : kind === 'unreachable' && reason
          ? text('next.unreachable', { plan, why: text(`why.${reason}`) })
          : text(kind === 'due' ? 'next.due' : kind === 'nothing-yet' ? 'next.nothing-yet' : 'next.open', { plan })
  return (
    <>
      <p>{words}</p>
      {kind !== 'no-plan' && kind !== 'unreachable' && <p className="text-sm text-muted">{text('opt-out')}</p>}
    </>
  )
}
