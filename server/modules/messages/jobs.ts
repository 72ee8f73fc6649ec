import { type Context, transact } from '../../platform/context.ts'
import type { Listener } from '../../platform/events.ts'
import type { Job, Sweep } from '../../platform/jobs.ts'
import { withSettings } from '../../platform/settings-memory.ts'
import { quarantineUnworked } from '../channels/index.ts'
import { acknowledgeAll, acknowledgeJob } from './service.acknowledge.ts'
import { recordMailFailed, recordMailSent } from './service.delivery.ts'
import { forgetAwaited, takeIn } from './service.inbound.ts'
import { judgeAnswer } from './service.outcomes.ts'
import { forgetUploads } from './service.ts'

interface Outgoing {
  outgoingMailId: string
  reason?: string
  at?: string
}

interface Received {
  receivedMailId: string
}
interface OfTicket {
  ticketId: string
}

const takeInAll = async (context: Context, received: readonly Received[]): Promise<void> => {
  await takeIn(
    context,
    received.map(({ receivedMailId }) => receivedMailId),
  )
}

/** All or none; a mail that was told of before changes nothing. */
const recordAllSent = async (context: Context, mails: readonly Outgoing[]): Promise<void> =>
  transact(await withSettings(context), async (context) => {
    for (const { outgoingMailId, at } of mails)
      await recordMailSent(context, outgoingMailId, at ? new Date(at) : context.now())
  })

export const jobs: Job[] = [
  {
    name: acknowledgeJob,
    handle: (context, { ticketId }: OfTicket) => acknowledgeAll(context, [ticketId]),
    handleAll: (context, tickets: readonly OfTicket[]) =>
      acknowledgeAll(
        context,
        tickets.map(({ ticketId }) => ticketId),
      ),
    batch: 20,
    concurrency: 1,
    order: 'may-wait',
  },
]

export const listeners: Listener[] = [
  {
    name: 'messages.on-mail-received',
    on: 'channels.mail-received',
    handle: (context, received: Received) => takeInAll(context, [received]),
    handleAll: takeInAll,
    givenUp: (context, { receivedMailId }) => quarantineUnworked(context, receivedMailId),
    // While one batch is written the next is read.
    batch: 25,
    concurrency: 2,
    // What buyers write comes before what follows from it.
    order: 'first',
  },
  {
    name: 'messages.on-mail-sent',
    on: 'channels.mail-sent',
    handle: (context, mail: Outgoing) => recordAllSent(context, [mail]),
    handleAll: recordAllSent,
    batch: 20,
    order: 'may-wait',
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

export const sweeps: Sweep[] = [
  { name: 'messages.forget-uploads', everySeconds: 3_600, handle: forgetUploads },
  { name: 'messages.forget-awaited', everySeconds: 3_600, handle: forgetAwaited },
]
