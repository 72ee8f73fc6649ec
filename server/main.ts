import { setTimeout as pause } from 'node:timers/promises'
import Fastify from 'fastify'
import { buildApp } from './app.ts'
import { wipeDemo } from './demo/wipe.ts'
import { openDatabase } from './main.database.ts'
import { listen } from './main.listen.ts'
import { claimPorts, type Role } from './main.ports.ts'
import { openWeb } from './main.web.ts'
import { workspaceIds } from './modules/access/index.ts'
import { type Config, type Settings, withSecret } from './platform/config.ts'
import { openFolder } from './platform/folder.ts'
import { healthRoutes } from './platform/health.ts'
import { LiveHub } from './platform/realtime.ts'
import type { Services } from './platform/services.ts'
import { openServices } from './services.ts'
import { startWorker } from './worker.ts'

export interface ServeOptions {
  readonly settings: Settings
  readonly role: Role
  /** takes progress in plain words */
  readonly say: (line: string) => void
}

/** A running process of the desk. */
export interface Desk {
  /** with the ports that were really taken */
  readonly config: Config
  /** no workspace yet: demo data or own set-up is the next step */
  readonly empty: boolean
  /** Stops within 10 s, and what AMENDS_DRAIN_SECONDS adds: takes no more requests, lets jobs finish (8 s), closes the database last. */
  stop(): Promise<void>
}

/** How long running requests and jobs may take to finish when told to stop. */
const GRACE_MS = 8_000
/** A live stream never ends by itself; ordinary requests are done by then. */
const REQUEST_GRACE_MS = 1_500

type Stop = () => Promise<unknown>

/** A worker has no page; this is what its supervisor and its monitor ask. */
async function openHealth(services: Services, port: number): Promise<Stop> {
  const app = Fastify({ logger: false })
  await app.register(healthRoutes(services))
  await app.listen({ port, host: services.config.host })
  return () => app.close()
}

/**
 * Starts the desk: database, schema, web page, API, worker and mail receiver, as far as the role asks for them.
 * What was started is stopped again when a later part cannot start.
 * @throws CannotStart with the mend: port in use, folder unwritable, database newer than the program …
 */
export async function serve({ settings, role, say }: ServeOptions): Promise<Desk> {
  await openFolder(settings.dataFolder)
  const config = await withSecret(await claimPorts(settings, role))
  const stops: Stop[] = []
  let stopping = false
  const stop = async (): Promise<void> => {
    stopping = true
    // A balancer must have seen that this process takes nothing new before it stops listening.
    if (role !== 'worker' && config.drainSeconds > 0)
      await pause(config.drainSeconds * 1_000, undefined, { ref: false })
    const [stopDatabase, ...others] = stops.splice(0)
    const work = (async () => {
      for (const each of others.reverse()) await each()
    })()
    await Promise.race([work, pause(GRACE_MS, undefined, { ref: false })])
    await stopDatabase?.()
  }
  try {
    const [web, database] = await Promise.allSettled([
      role === 'worker' ? null : openWeb(config.webFolder, say),
      openDatabase(config, { share: role === 'worker', say }),
    ])
    if (database.status === 'rejected') throw database.reason
    stops.push(() => database.value.stop())
    if (web.status === 'rejected') throw web.reason
    const open = await openServices(config, database.value.serving)
    stops.push(open.close)
    if (role === 'worker' && config.healthPort !== null) stops.push(await openHealth(open.services, config.healthPort))
    if (role !== 'worker') {
      const live = new LiveHub(open.services.databases, open.services.log)
      await live.open()
      stops.push(() => live.close())
      const app = await buildApp(open.services, {
        live,
        wipeDemo: (progress) => wipeDemo(database.value.ownerUrl, progress),
        ...(web.value === null ? {} : { webFolder: web.value }),
        isStopping: () => stopping,
      })
      const stopListening = await listen(app, config)
      stops.push(async () => {
        const cut = setTimeout(() => app.server.closeAllConnections(), REQUEST_GRACE_MS)
        await stopListening()
        clearTimeout(cut)
      })
    }
    if (role !== 'api') {
      // Last, as it starts the process that reads mail, which would compete with all of the above; stopped after the
      // server all the same, so that what a last request has left is worked.
      const stopWorker = await startWorker(open)
      stops.splice(2, 0, stopWorker)
    }
    return { config, empty: (await workspaceIds(open.services)).length === 0, stop }
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
}
