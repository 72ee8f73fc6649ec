import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Handshake } from 'lucide-react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Time } from '../../ui/Time.tsx'

/** The next actions that wait for me, the most pressing first; nothing while there are none. */
export function ActionsCard() {
  const text = useText('home')
  const mine = useQuery({
    queryKey: ['actions', 'department', 'next'],
    queryFn: async () =>
      (await answered(api.GET('/api/actions', { params: { query: { view: 'department', limit: 5 } } }))).items,
  })
  const waiting = mine.data?.filter(({ stage }) => stage === 'open') ?? []
  if (waiting.length === 0) return null
  return (
    <Card
      title={text('actions-due')}
      icon={Handshake}
      aside={
        <Link
          to="/actions/{-$action}"
          params={{ action: undefined }}
          search={{ view: 'department' }}
          className="inline-flex min-h-6 items-center text-sm text-accent-ink underline pointer-coarse:min-h-11"
        >
          {text('all-actions')}
        </Link>
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {waiting.map((action) => (
          <li key={action.id}>
            <Link
              to="/actions/{-$action}"
              params={{ action: action.id }}
              className="flex min-h-9 items-center gap-2 rounded px-1 hover:bg-hover/70 pointer-coarse:min-h-11"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{action.title}</span>
              {action.overdue && <Badge tone="danger">{text('action-late')}</Badge>}
              <span className="max-w-32 truncate text-sm text-muted">{action.department.name}</span>
              <Time at={action.dueAt} className="shrink-0 text-sm text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
