import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, RouteOptions } from 'fastify'
import pg from 'pg'
import { buildApp } from '../../server/app.ts'
import { projectRoot, readConfig } from '../../server/platform/config.ts'
import { openDatabases } from '../../server/platform/db.ts'
import { openLog } from '../../server/platform/log.ts'
import { migrate, readMigrations } from '../../server/platform/migrations.ts'
import { startEmbedded } from '../../server/platform/postgres.ts'
import { LiveHub } from '../../server/platform/realtime.ts'
import { composeServices } from '../../server/services.ts'
import type { Ask } from './catalog.ts'
import type { RouteFacts } from './routes.ts'

/** The built desk, for those who look at it from outside. */
export interface FreshDesk {
  readonly app: FastifyInstance
  readonly routes: readonly RouteFacts[]
  readonly ask: Ask
}

/** Builds the whole desk on an empty, freshly migrated database, hands it to `look`, and takes everything down again. */
export async function onFreshDesk<Result>(look: (desk: FreshDesk) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-desk-'))
  const embedded = await startEmbedded({ folder, throwaway: true })
  const owner = new pg.Pool({ connectionString: embedded.url, max: 1 })
  // A connection that the stopping server ends is no news; without a listener it would end this process.
  owner.on('error', () => undefined)
  const databases = openDatabases({ url: embedded.servingUrl }, 1)
  try {
    await migrate(embedded.url, await readMigrations(join(projectRoot, 'migrations')), () => new Date())
    await writeFile(join(folder, 'index.html'), '')
    const config = { ...readConfig({ AMENDS_DATA: folder }, folder), secret: 'looked at, never used to keep a secret' }
    const jobs = { send: () => Promise.reject(new Error('nobody works here')) }
    const services = composeServices({ config, log: openLog('silent'), databases, jobs })
    const routes: RouteOptions[] = []
    const listen = (message: unknown) => {
      const { fastify } = message as { fastify: FastifyInstance }
      fastify.addHook('onRoute', (route) => void routes.push(route))
    }
    subscribe('fastify.initialization', listen)
    const app = await buildApp(services, {
      live: new LiveHub(databases, services.log),
      wipeDemo: () => Promise.reject(new Error('nobody wipes here')),
      webFolder: folder,
    })
    unsubscribe('fastify.initialization', listen)
    await app.ready()
    const result = await look({
      app,
      routes: routes.flatMap(factsOf),
      ask: async (sql) => (await owner.query(sql)).rows,
    })
    await app.close()
    return result
  } finally {
    await databases.close()
    await owner.end()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** One route a method; the HEAD that fastify adds beside each GET is the same door. */
function factsOf(route: RouteOptions): RouteFacts[] {
  const { permission, signedIn, public: reason } = route.config ?? {}
  return [route.method]
    .flat()
    .filter((method) => method !== 'HEAD')
    .map((method) => ({
      method,
      url: route.url,
      permission,
      signedIn,
      public: reason,
      schema: route.schema as RouteFacts['schema'],
    }))
}
