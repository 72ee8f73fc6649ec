import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Handshake } from 'lucide-react'
import { useState } from 'react'
import { answered, api } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay } from '../../shell/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Time } from '../../ui/Time.tsx'
import { AskDialog } from './AskDialog.tsx'
import { actionsOfTicketQuery } from './actions.ts'
import { StageBadge } from './StageBadge.tsx'

/** What was asked of departments on a ticket, the newest first. */
export function ActionsOfTicket({ ticketId }: { readonly ticketId: string }) {
  const text = useText('actions')
  const hint = useCommand('ticket.ask-department')
  const mayAsk = useMay('actions.ask')
  const query = useQuery(actionsOfTicketQuery(ticketId))
  const [asking, setAsking] = useState(false)
  useCommands({ 'ticket.ask-department': mayAsk ? () => setAsking(true) : undefined })
  if (query.isPending) return <SkeletonLines lines={2} />
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return (
    <div className="flex flex-col gap-2.5">
      {query.data.length === 0 && <p className="text-sm text-muted">{text('none-on-ticket')}</p>}
      <ul className="flex flex-col divide-y divide-line empty:hidden">
        {query.data.map((action) => (
          <li key={action.id}>
            <Link
              to="/actions/{-$action}"
              params={{ action: action.id }}
              className="flex min-h-9 flex-col gap-0.5 rounded px-1 py-1.5 hover:bg-hover/70 pointer-coarse:min-h-11"
            >
              <span className="flex min-w-0 items-center gap-2">
                <span className="min-w-0 flex-1 truncate font-medium">{action.title}</span>
                <StageBadge action={action} />
              </span>
              <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
                <span className="min-w-0 flex-1 truncate">{action.department.name}</span>
                <Time at={action.closedAt ?? action.dueAt} className="shrink-0" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {mayAsk && (
        <Button
          size="small"
          icon={Handshake}
          title={`${hint.label} (${hint.keys.join(' ')})`}
          onClick={() => setAsking(true)}
          className="self-start"
        >
          {text('ask')}
        </Button>
      )}
      {asking && (
        <AskDialog
          attaches
          send={(asked, evidence) => answered(api.POST('/api/actions', { body: { ...asked, ticketId, evidence } }))}
          onAsked={() => setAsking(false)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
