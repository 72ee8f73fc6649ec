import { existsSync } from 'node:fs'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { demoRoutes } from './demo/routes.ts'
import type { WipeDemo } from './demo/wipe.ts'
import { identity } from './modules/access/index.ts'
import { routesOf } from './modules/index.ts'
import { contractOptions } from './platform/contract.ts'
import { healthRoutes } from './platform/health.ts'
import { liveRoutes } from './platform/live.ts'
import type { LiveHub } from './platform/realtime.ts'
import { buildServer } from './platform/server.ts'
import type { Services } from './platform/services.ts'

/** The whole HTTP side of the desk, ready to listen: API, contract, live stream and the built web, if there is one. */
export async function buildApp(
  services: Services,
  parts: { wipeDemo: WipeDemo; live?: LiveHub; webFolder?: string; isStopping?: () => boolean },
): Promise<FastifyInstance> {
  const app = await buildServer(services, identity, publicPlace)
  await app.register(multipart, { limits: { fileSize: 25 * 1_048_576, files: 10, fields: 20 } })
  await app.register(swagger, contractOptions)
  await app.register(
    async (api) => {
      await api.register(swaggerUi, {
        routePrefix: '/docs',
        uiConfig: { url: '/api/openapi.json' },
        theme: { title: 'Amends API' },
      })
      api.get('/openapi.json', { config: { public: 'the contract' }, schema: { hide: true } }, () => app.swagger())
      for (const routes of [...routesOf(services), demoRoutes(services, parts.wipeDemo)]) await api.register(routes)
      if (parts.live) await api.register(liveRoutes(parts.live))
    },
    { prefix: '/api' },
  )
  await app.register(healthRoutes(services, parts.isStopping))
  const { live } = parts
  if (live) services.metrics.watch('live_streams', { help: 'Browsers that listen here', read: () => live.listening })
  if (parts.webFolder && existsSync(join(parts.webFolder, 'index.html'))) await serveWeb(app, parts.webFolder)
  return app
}

/** Files of the page and the readable contract hold no secrets. */
function publicPlace(url: string): string | undefined {
  if (url === '/api/docs' || url.startsWith('/api/docs/')) return 'the readable contract'
  return url.startsWith('/api') ? undefined : 'the page itself, or a monitor’s question'
}

/** Hashed assets for ever, the page itself never from a cache; every other address is a place in the page. */
async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (web) => {
    await web.register(files, {
      root: folder,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: cacheFor,
    })
    web.get('/*', { schema: { hide: true } }, (request, reply) => {
      if (request.url.startsWith('/api/')) return reply.callNotFound()
      return reply.sendFile('index.html')
    })
  })
}

function cacheFor(reply: { header(name: string, value: string): unknown }, path: string): void {
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
}
