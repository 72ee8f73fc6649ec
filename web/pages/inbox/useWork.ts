import { useMutation } from '@tanstack/react-query'
import { answered, api, type Schemas } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { useText } from '../../i18n/text.ts'
import { membersQuery } from '../../parts/desk.ts'
import { useSession } from '../../shell/session.ts'
import { toast, toastError } from '../../ui/Toast.tsx'
import { type Ticket, ticketQuery } from './queries.ts'

/** Puts a ticket that the server answered with where everybody reads it; lists and timeline are fetched again. */
export function showTicket(ticket: Ticket): void {
  queries.setQueryData(ticketQuery(ticket.id).queryKey, ticket)
  void queries.invalidateQueries({ queryKey: ['ticket', ticket.id, 'events'] })
  void queries.invalidateQueries({ queryKey: ['tickets'] })
  void queries.invalidateQueries({ queryKey: ['inbox', 'list'], refetchType: 'active' })
}

/** What can be done with a ticket from several places: header, menu, keys, context. */
export function useWork(ticket: Ticket) {
  const text = useText('inbox')
  const words = useText('ui')
  const { member } = useSession()
  const params = { path: { id: ticket.id } }
  const failed = (error: Error): void => {
    toastError(words('failed-action'), error)
    void queries.invalidateQueries({ queryKey: ['ticket', ticket.id] })
  }

  const change = useMutation({
    mutationFn: (body: Schemas['TicketChange']) =>
      answered(api.PATCH('/api/tickets/{id}', { params, body: { ...body, version: ticket.version } })),
    onSuccess: showTicket,
    onError: failed,
  })
  const assign = useMutation({
    mutationFn: (memberId: string | null) =>
      answered(api.PUT('/api/tickets/{id}/assignee', { params, body: { memberId } })),
    onSuccess: (now, memberId) => {
      showTicket(now)
      const name = queries.getQueryData(membersQuery.queryKey)?.find((one) => one.id === memberId)?.name
      const said =
        memberId === null
          ? text('given-back')
          : memberId === member.id
            ? text('taken')
            : text('assigned-to', { name: name ?? '' })
      const before = ticket.assignee?.id ?? null
      toast(said, { action: { label: text('undo'), run: () => assign.mutate(before) } })
    },
    onError: failed,
  })
  const snooze = useMutation({
    mutationFn: (until: Date) =>
      answered(api.PUT('/api/tickets/{id}/snooze', { params, body: { until: until.toISOString() } })),
    onSuccess: (now) => {
      showTicket(now)
      toast(text('snoozed'), { action: { label: text('undo'), run: () => reopen.mutate() } })
    },
    onError: failed,
  })
  const resolve = useMutation({
    mutationFn: (body: Schemas['Resolution']) => answered(api.PUT('/api/tickets/{id}/resolution', { params, body })),
    onSuccess: (now) => {
      showTicket(now)
      toast(text('resolved'), { action: { label: text('undo'), run: () => reopen.mutate() } })
    },
  })
  const reopen = useMutation({
    mutationFn: () => answered(api.DELETE('/api/tickets/{id}/resolution', { params })),
    onSuccess: (now) => {
      showTicket(now)
      toast(text('reopened'))
    },
    onError: failed,
  })
  const escalate = useMutation({
    mutationFn: (body: Schemas['Escalation']) => answered(api.PUT('/api/tickets/{id}/escalation', { params, body })),
    onSuccess: (now) => {
      showTicket(now)
      toast(text('escalated'))
    },
  })
  const follow = useMutation({
    mutationFn: (follows: boolean) =>
      answered(
        follows
          ? api.PUT('/api/tickets/{id}/follower', { params })
          : api.DELETE('/api/tickets/{id}/follower', { params }),
      ),
    onSuccess: showTicket,
    onError: failed,
  })
  return { change, assign, snooze, resolve, reopen, escalate, follow }
}
