import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PhoneCall } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'

/** The next follow-ups that are due, important customers first; nothing while there are none. */
export function FollowUpsCard() {
  const text = useText('home')
  const due = useQuery({
    queryKey: ['follow-ups', 'due', 'next'],
    queryFn: async () =>
      (await answered(api.GET('/api/follow-ups', { params: { query: { view: 'due', limit: 3 } } }))).items,
  })
  if (!due.data || due.data.length === 0) return null
  return (
    <Card
      title={text('followups-due')}
      icon={PhoneCall}
      aside={
        <Link
          to="/followups/{-$followUp}"
          params={{ followUp: undefined }}
          className="inline-flex min-h-6 items-center text-sm text-accent-ink underline pointer-coarse:min-h-11"
        >
          {text('all-followups')}
        </Link>
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {due.data.map((followUp) => (
          <li key={followUp.id}>
            <Link
              to="/followups/{-$followUp}"
              params={{ followUp: followUp.id }}
              className="flex min-h-9 items-center gap-2 rounded px-1 hover:bg-hover/70 pointer-coarse:min-h-11"
            >
              <span className="min-w-0 truncate font-medium">{followUp.customerName || text('name-not-known')}</span>
              {followUp.important && <Badge tone="warn">{text('followup-important')}</Badge>}
              <span className="min-w-0 flex-1 truncate text-sm text-muted">{followUp.planName}</span>
              <Time at={followUp.dueAt} className="shrink-0 text-sm text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
