import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Eye, UserRound } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { customerQuery } from '../../parts/customers.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Card, Facts } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import type { FollowUpDetail } from './followups.ts'

/** Who is called or written to: by which address, what they are worth, and what happened last. */
export function CustomerBeside({ followUp }: { readonly followUp: FollowUpDetail }) {
  const text = useText('followups')
  const customers = useText('customers')
  const mayReveal = useMay('customers.reveal')
  const { customerId: id, contactId, way } = followUp
  const [reveal, setReveal] = useState(false)
  const query = useQuery(customerQuery(id, reveal))
  const standing = useQuery({
    queryKey: ['customer', id, 'standing'],
    queryFn: () => answered(api.GET('/api/customers/{id}/standing', { params: { path: { id } } })),
  })
  const customer = query.data
  const contact = customer?.contacts.find((each) => each.id === contactId)
  return (
    <Card
      title={text('customer')}
      icon={UserRound}
      aside={
        <Link
          to="/customers/{-$customer}"
          params={{ customer: id }}
          className="inline-flex min-h-6 items-center text-sm text-accent-ink underline pointer-coarse:min-h-11"
        >
          {text('open-customer')}
        </Link>
      }
    >
      {query.isPending && <SkeletonLines lines={5} />}
      {query.isError && !customer && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {customer && (
        <Facts
          rows={[
            ...(contact
              ? [
                  {
                    name: text(way === 'phone' ? 'phone' : 'address'),
                    value:
                      way === 'phone' && !customer.masked ? (
                        <a href={`tel:${contact.address}`} className="text-accent-ink underline">
                          {contact.address}
                        </a>
                      ) : (
                        <span className="break-all">{contact.address}</span>
                      ),
                  },
                ]
              : []),
            ...(customer.specialNeeds ? [{ name: customers('special-needs'), value: customer.specialNeeds }] : []),
            ...(customer.preferences ? [{ name: customers('preferences'), value: customer.preferences }] : []),
            ...(customer.notes ? [{ name: customers('notes'), value: customer.notes }] : []),
            ...(standing.data
              ? [
                  { name: text('value'), value: customers(`tier.${standing.data.tier}`) },
                  { name: text('orders'), value: String(standing.data.figures.orders) },
                  {
                    name: text('tickets'),
                    value: text('tickets-open', {
                      count: standing.data.figures.tickets,
                      open: standing.data.figures.openTickets,
                    }),
                  },
                ]
              : []),
          ]}
        />
      )}
      {customer?.masked && contact && mayReveal && (
        <p className="mt-2 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-muted">
          <Button size="small" icon={Eye} pending={query.isFetching} onClick={() => setReveal(true)}>
            {text('show-number')}
          </Button>
          {text('reveal-note')}
        </p>
      )}
      <LastEvents id={id} />
    </Card>
  )
}

function LastEvents({ id }: { readonly id: string }) {
  const text = useText('followups')
  const history = useQuery({
    queryKey: ['customer', id, 'history', 'newest'],
    queryFn: async () =>
      (await answered(api.GET('/api/customers/{id}/history', { params: { path: { id }, query: { limit: 5 } } }))).items,
  })
  if (!history.data) return null
  return (
    <section className="mt-3">
      <h3 className="mb-1 text-sm font-medium">{text('last')}</h3>
      {history.data.length === 0 && <p className="text-sm text-muted">{text('nothing-happened')}</p>}
      <ul className="flex flex-col gap-1 text-sm">
        {history.data.map((entry) => (
          <li key={`${entry.kind} ${entry.id}`} className="flex items-baseline gap-2">
            <span className="shrink-0 text-muted">{text(`entry.${entry.kind}`)}</span>
            <span className="min-w-0 flex-1 truncate">{entry.title || entry.number}</span>
            <Time at={entry.at} className="shrink-0 text-muted" />
          </li>
        ))}
      </ul>
    </section>
  )
}
