import type { Context } from '../../platform/context.ts'
import type { Listener } from '../../platform/events.ts'
import type { Sweep } from '../../platform/jobs.ts'
import { findBuyers, recordFailed, recordSent } from './service.outcomes.ts'
import { sendOffers } from './service.sending.ts'

interface Outgoing {
  outgoingMailId: string
  at?: string
}

const sent = (context: Context, mails: readonly Outgoing[]): Promise<void> =>
  recordSent(
    context,
    mails.map(({ outgoingMailId, at }) => ({ outgoingMailId, at: at ? new Date(at) : context.now() })),
  )
const failed = (context: Context, { outgoingMailId }: Outgoing): Promise<void> => recordFailed(context, outgoingMailId)

export const listeners: Listener[] = [
  {
    name: 'offers.on-mail-sent',
    on: 'channels.mail-sent',
    handle: (context, mail: Outgoing) => sent(context, [mail]),
    handleAll: sent,
    batch: 20,
    order: 'may-wait',
  },
  { name: 'offers.on-mail-failed', on: 'channels.mail-failed', handle: failed },
  { name: 'offers.on-mail-bounced', on: 'channels.mail-bounced', handle: failed },
]

export const sweeps: Sweep[] = [
  { name: 'offers.send', everySeconds: 60, handle: sendOffers },
  { name: 'offers.find-buyers', everySeconds: 3_600, handle: findBuyers },
]
