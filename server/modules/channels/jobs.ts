import type { Daemon, Job } from '../../platform/jobs.ts'
import { sendJob, trySending } from './service.outgoing.ts'
import { startReceiver } from './service.receiver.ts'

export const jobs: Job[] = [
  {
    name: sendJob,
    handle: (context, { outgoingMailId }: { outgoingMailId: string }) => trySending(context, outgoingMailId),
    concurrency: 4,
  },
]

export const daemons: Daemon[] = [{ name: 'channels.receiver', start: startReceiver }]
