import { ArrowLeft, Check, Eye, PanelRight, PencilLine, RotateCcw } from 'lucide-react'
import { lazy, memo, Suspense, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { DueChip } from '../../parts/DueChip.tsx'
import { KindTag, useChannelName } from '../../parts/KindTag.tsx'
import { useMay } from '../../shell/session.ts'
import { useTitle } from '../../shell/title.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { AssignButton } from './AssignButton.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import type { Ticket } from './queries.ts'
import { SnoozeButton } from './SnoozeButton.tsx'
import type { Person } from './usePresence.ts'
import { useStoreZone } from './useStoreZone.ts'
import { useWork } from './useWork.ts'

const ResolveDialog = lazy(async () => ({ default: (await import('./ResolveDialog.tsx')).ResolveDialog }))

interface TicketHeaderProps {
  readonly ticket: Ticket
  readonly others: readonly Person[]
  readonly onClose: () => void
  readonly onNext: () => void
  readonly onContext: () => void
}

/** What the ticket is, who else looks at it, how its clock stands, and what can be done with it. */
export const TicketHeader = memo(function TicketHeader(props: TicketHeaderProps) {
  const { ticket, others, onClose, onNext, onContext } = props
  const text = useText('inbox')
  const words = useText('tickets')
  const may = useMay('tickets.work')
  const work = useWork(ticket)
  const channel = useChannelName(ticket)
  const storeZone = useStoreZone(ticket.store?.id)
  const [resolving, setResolving] = useState<'stay' | 'next' | null>(null)
  const resolve = useCommand('ticket.resolve')
  const back = useCommand('nav.back')
  const context = useCommand('pane.context')
  const resolved = ticket.status === 'resolved'
  const subject = ticket.subject || words('no-subject')
  useTitle(`T-${ticket.number} ${subject}`)
  useCommands({
    'ticket.resolve': may && !resolved ? () => setResolving('stay') : undefined,
    'ticket.resolve-next': may && !resolved ? () => setResolving('next') : undefined,
  })
  return (
    <header className="grid shrink-0 grid-cols-[auto_1fr_auto] items-center gap-x-2 border-b border-line bg-surface py-2 pr-3 pl-4 max-md:pl-1">
      <IconButton icon={ArrowLeft} label={back.label} keys={back.keys} onClick={onClose} className="md:hidden" />
      <h2 className="min-w-0 truncate text-lg md:col-span-2" title={subject}>
        {subject}
      </h2>
      <div className="flex items-center justify-end gap-0.5 max-sm:order-last max-sm:col-span-3 max-sm:pl-2">
        {may && (
          <>
            <AssignButton ticket={ticket} />
            {!resolved && <SnoozeButton ticket={ticket} storeZone={storeZone} />}
            {resolved ? (
              <Button icon={RotateCcw} pending={work.reopen.isPending} onClick={() => work.reopen.mutate()}>
                {text('reopen')}
              </Button>
            ) : (
              <Button
                icon={Check}
                aria-keyshortcuts={resolve.keys.join('+')}
                title={`${resolve.label} (${resolve.keys.join(' ')})`}
                onClick={() => setResolving('stay')}
                className="mx-1"
              >
                {resolve.label}
              </Button>
            )}
          </>
        )}
        <MoreMenu ticket={ticket} />
        <IconButton icon={PanelRight} label={context.label} keys={context.keys} onClick={onContext} />
      </div>
      <div className="col-span-3 flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted max-md:pl-3">
        <span className="min-w-0 truncate">
          T-{ticket.number} · {channel}
          {ticket.store && ` · ${ticket.store.name}`}
        </span>
        <KindTag kind={ticket.kind} />
        {ticket.status !== 'open' && ticket.status !== 'snoozed' && (
          <Badge tone="outline">{words(`status.${ticket.status}`)}</Badge>
        )}
        {ticket.status !== 'waiting' && <DueChip ticket={ticket} storeZone={storeZone} />}
        {others.map((person) => (
          <Badge key={person.memberId} tone="warn" icon={person.state === 'typing' ? PencilLine : Eye}>
            {text(person.state === 'typing' ? 'is-typing' : 'is-viewing', { name: person.name })}
          </Badge>
        ))}
      </div>
      <Suspense fallback={null}>
        {resolving && (
          <ResolveDialog
            ticket={ticket}
            onClose={() => setResolving(null)}
            onDone={resolving === 'next' ? onNext : undefined}
          />
        )}
      </Suspense>
    </header>
  )
})
