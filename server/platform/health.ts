import { sql } from 'kysely'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { Type } from 'typebox'
import { tablesOf } from './db.ts'
import type { Routes } from './http.ts'
import type { Services } from './services.ts'

const Health = Type.Object(
  { status: Type.String(), checks: Type.Record(Type.String(), Type.String()) },
  { title: 'Health' },
)

/** Whether the process lives (/healthz), whether it can serve (/readyz), and its figures (/metrics, Prometheus). */
export const healthRoutes =
  (services: Services): Routes =>
  async (app) => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry, prefix: 'amends_' })
    app.get(
      '/healthz',
      { config: { public: 'asked by load balancers' }, schema: { hide: true, response: { 200: Health } } },
      async () => ({ status: 'ok', checks: {} }),
    )
    app.get(
      '/readyz',
      { config: { public: 'asked by load balancers' }, schema: { hide: true, response: { 200: Health, 503: Health } } },
      async (_request, reply) => {
        const database = await databaseAnswers(services)
        if (database !== 'ok') reply.code(503)
        return { status: database === 'ok' ? 'ok' : 'unready', checks: { database } }
      },
    )
    app.get(
      '/metrics',
      { config: { public: 'asked by monitoring; holds counts only' }, schema: { hide: true } },
      async (_request, reply) => {
        reply.type(registry.contentType)
        return registry.metrics()
      },
    )
  }

async function databaseAnswers(services: Services): Promise<string> {
  try {
    await sql`select 1`.execute(tablesOf<Record<never, never>>(services.databases.outside))
    return 'ok'
  } catch (error) {
    services.log.warn({ err: error }, 'the database does not answer')
    return 'unreachable'
  }
}
