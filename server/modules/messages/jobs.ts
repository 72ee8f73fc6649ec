import type { Context } from '../../platform/context.ts'
import type { Listener } from '../../platform/events.ts'
import type { Sweep } from '../../platform/jobs.ts'
import { readTicketRecord } from '../tickets/index.ts'
import { acknowledge } from './service.acknowledge.ts'
import { recordMailFailed, recordMailSent } from './service.delivery.ts'
import { takeIn } from './service.inbound.ts'
import { judgeAnswer } from './service.outcomes.ts'
import { forgetUploads } from './service.ts'

interface Outgoing {
  outgoingMailId: string
  reason?: string
  at?: string
}

/** A mail becomes a message first, for good; only then is its buyer told. */
async function onReceived(context: Context, { receivedMailId }: { receivedMailId: string }): Promise<void> {
  const taken = await takeIn(context, receivedMailId)
  if (!taken?.isNew || taken.automatic) return
  const ticket = await readTicketRecord(context, taken.ticketId)
  if (ticket) await acknowledge(context, ticket)
}

export const listeners: Listener[] = [
  // What a buyer wrote comes before what follows from it: these are more than all the others together.
  { name: 'messages.on-mail-received', on: 'channels.mail-received', handle: onReceived, concurrency: 6 },
  {
    name: 'messages.on-mail-sent',
    on: 'channels.mail-sent',
    handle: (context, { outgoingMailId, at }: Outgoing) =>
      recordMailSent(context, outgoingMailId, at ? new Date(at) : context.now()),
  },
  {
    name: 'messages.on-mail-failed',
    on: 'channels.mail-failed',
    handle: (context, { outgoingMailId, reason }: Outgoing) =>
      recordMailFailed(context, outgoingMailId, { reason: reason ?? '', bounced: false }),
  },
  {
    name: 'messages.on-mail-bounced',
    on: 'channels.mail-bounced',
    handle: (context, { outgoingMailId, reason }: Outgoing) =>
      recordMailFailed(context, outgoingMailId, { reason: reason ?? '', bounced: true }),
  },
  {
    name: 'messages.on-ticket-resolved',
    on: 'tickets.resolved',
    handle: (context, { ticketId }: { ticketId: string }) => judgeAnswer(context, ticketId),
  },
]

export const sweeps: Sweep[] = [{ name: 'messages.forget-uploads', everySeconds: 3_600, handle: forgetUploads }]
