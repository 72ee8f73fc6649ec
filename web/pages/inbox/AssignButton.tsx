import { useQuery } from '@tanstack/react-query'
import { UserPlus, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { useText } from '../../i18n/text.ts'
import { useCommand } from '../../keyboard/hint.ts'
import { useCommands } from '../../keyboard/registry.ts'
import { useMay, useSession } from '../../shell/session.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { classes } from '../../ui/classes.ts'
import { Options } from '../../ui/Options.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { candidatesQuery, type Ticket } from './queries.ts'
import { useWork } from './useWork.ts'

/** Whose the ticket is, and giving it to somebody else, to oneself or back to nobody. */
export function AssignButton({ ticket }: { readonly ticket: Ticket }) {
  const text = useText('inbox')
  const { member } = useSession()
  const mayAssign = useMay('tickets.assign')
  const hint = useCommand('ticket.assign')
  const take = useCommand('ticket.take')
  const { assign } = useWork(ticket)
  const [open, setOpen] = useState(false)
  const candidates = useQuery({ ...candidatesQuery(ticket.id), enabled: open })
  const hintOf = (one: Schemas['AssignmentCandidate']) => (
    <span className="flex items-center gap-1.5">
      {one.recommended && <Badge tone="accent">{text('recommended')}</Badge>}
      <span title={text('open-of', { open: one.open, capacity: one.capacity })} className="tabular-nums">
        {one.open}/{one.capacity}
      </span>
      <span
        role="img"
        aria-label={text(`duty.${one.state}`)}
        title={text(`duty.${one.state}`)}
        className={classes('size-2 rounded-full', one.state === 'on-duty' ? 'bg-accent' : 'border border-edge')}
      />
    </span>
  )
  const mine = ticket.assignee?.id === member.id
  useCommands({
    'ticket.assign': () => setOpen(true),
    'ticket.take': mine ? undefined : () => assign.mutate(member.id),
  })
  const nobody = { value: '', label: text('nobody'), icon: <UserRoundX aria-hidden className="size-5 text-muted" /> }
  const people = (candidates.data ?? [])
    .filter((one) => mayAssign || one.memberId === member.id)
    .map((one) => ({
      value: one.memberId,
      label: one.memberId === member.id ? `${one.name} (${text('me')})` : one.name,
      icon: <Avatar name={one.name} size="small" />,
      hint: hintOf(one),
      note: one.reasons.map((reason) => reason.text).join(' · ') || undefined,
      disabled: !one.allowed,
    }))
  const trigger = (
    <button
      type="button"
      title={`${hint.label} (${hint.keys.join(' ')}) · ${take.label} (${take.keys.join(' ')})`}
      className="inline-flex h-9 max-w-36 items-center gap-1.5 rounded-lg px-2 hover:bg-hover compact:h-8 pointer-coarse:min-h-11"
    >
      {ticket.assignee ? (
        <>
          <Avatar name={ticket.assignee.name} size="small" />
          <span className="truncate max-lg:sr-only">{ticket.assignee.name}</span>
        </>
      ) : (
        <>
          <UserPlus aria-hidden className="size-4.5 shrink-0" />
          <span className="truncate max-lg:sr-only">{text('nobody')}</span>
        </>
      )}
      <span className="sr-only">{hint.label}</span>
    </button>
  )
  return (
    <Popover trigger={trigger} label={hint.label} open={open} onOpen={setOpen}>
      <Options
        label={hint.label}
        choices={mayAssign ? [...people, nobody] : people}
        value={ticket.assignee?.id ?? ''}
        busy={candidates.isPending}
        onChoose={(id) => {
          setOpen(false)
          assign.mutate(id || null)
        }}
      />
    </Popover>
  )
}
