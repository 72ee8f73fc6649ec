import { workspaceIds } from './modules/access/index.ts'
import { daemons, sweeps } from './modules/index.ts'
import { systemContext } from './platform/context.ts'
import { isBeingFilled } from './platform/filling.ts'
import { forgetOldKeys } from './platform/idempotency.ts'
import type { Sweep } from './platform/jobs.ts'
import type { Services } from './platform/services.ts'
import { type OpenServices, queues } from './services.ts'

const ownSweeps: readonly Sweep[] = [{ name: 'platform.forget-old-keys', everySeconds: 3_600, handle: forgetOldKeys }]

/** Works the queues, sweeps what has come due and runs the daemons, until the returned stop has resolved. */
export async function startWorker({ services, queue }: OpenServices): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = []
  for (const daemon of daemons) stops.push(await daemon.start(services))
  for (const sweep of [...sweeps, ...ownSweeps]) stops.push(startSweep(services, queue, sweep))
  await queue.work(services, queues)
  await queue.buryGivenUp(services, queues)
  return async () => {
    for (const stop of stops.reverse()) await stop()
  }
}

/** Runs a sweep at its beat, never twice at once in this process. What follows from loads leaves out beats while one goes on. */
export function startSweep(
  services: Services,
  queue: Pick<OpenServices['queue'], 'isLoading'>,
  sweep: Sweep,
): () => Promise<void> {
  let running: Promise<void> | undefined
  const beat = setInterval(() => {
    if (sweep.order === 'after-loads' && queue.isLoading()) return
    running ??= sweepAll(services, sweep).finally(() => {
      running = undefined
    })
  }, sweep.everySeconds * 1_000)
  return async () => {
    clearInterval(beat)
    await running
  }
}

/** One workspace that fails does not keep the others from their turn; one that is being filled has it when it is full. */
export async function sweepAll(services: Services, sweep: Sweep): Promise<void> {
  const workspaces = await workspaceIds(services).catch((error: unknown) => {
    services.log.error({ sweep: sweep.name, err: error }, 'a sweep could not look for workspaces')
    return []
  })
  for (const workspaceId of workspaces) {
    try {
      if (await isBeingFilled(services.databases.outside, workspaceId)) continue
      await sweep.handle(systemContext(services, workspaceId, sweep.name))
    } catch (error) {
      services.log.error({ sweep: sweep.name, workspaceId, err: error }, 'a sweep failed')
    }
  }
}
