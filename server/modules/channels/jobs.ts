import type { Daemon, Job } from '../../platform/jobs.ts'
import { startMailboxes } from './service.mailboxes.ts'
import { giveUpSending, sendJob, trySending } from './service.outgoing.ts'
import { startReceiver } from './service.receiver.ts'

export const jobs: Job[] = [
  {
    name: sendJob,
    handle: (context, { outgoingMailId }: { outgoingMailId: string }) => trySending(context, outgoingMailId),
    givenUp: (context, { outgoingMailId }) => giveUpSending(context, outgoingMailId),
    // A mailbox takes three at a time (platform/mail/transports.ts): one that is slow leaves room for others.
    concurrency: 8,
    // A letter that was held for an undo leaves when its time is up.
    lateSeconds: 1,
  },
]

export const daemons: Daemon[] = [
  { name: 'channels.receiver', start: startReceiver },
  { name: 'channels.mailboxes', start: startMailboxes },
]
