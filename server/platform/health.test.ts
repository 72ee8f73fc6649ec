import { rm } from 'node:fs/promises'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../tests/world.ts'
import { openDatabases } from './db.ts'
import { healthRoutes } from './health.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const asked = async (isStopping = false) => {
  const app = Fastify()
  await app.register(healthRoutes(world.services, () => isStopping))
  const reply = await app.inject({ url: '/readyz' })
  await app.close()
  return { status: reply.statusCode, ...reply.json() }
}

test('ready when database and folder are, and not once it is told to stop', async () => {
  expect(await asked()).toEqual({ status: 'ok', checks: { database: 'ok', folder: 'ok', process: 'ok' } })
  expect(await asked(true)).toMatchObject({ status: 'unready', checks: { process: 'stopping' } })
})

test('figures name routes and outcomes, never an id', async () => {
  await world.first.get('/api/stores/01980000-0000-7000-8000-00000000abcd')
  world.services.metrics.worked('a.queue', 'failed', 0.2)
  const figures = (await world.app.inject({ url: '/metrics' })).body
  expect(figures).toContain('amends_request_seconds_count{method="GET",route="/api/stores/:id",status="4xx"} 1')
  expect(figures).toContain('amends_job_seconds_count{queue="a.queue",outcome="failed"} 1')
  expect(figures).toContain('amends_refused_total{reason="busy"} 0')
  expect(figures).toMatch(/amends_database_connections\{state="idle"\} \d/)
  expect(figures).toContain('amends_requests_at_once{state="working"} 0')
  expect(figures).not.toContain('00000000abcd')
})

test('a database that does not answer and a folder that is gone are named', async () => {
  const { services } = world
  const databases = openDatabases({ url: 'postgres://nobody@127.0.0.1:1/nothing' }, 2)
  const folder = `${services.config.dataFolder}/gone`
  await rm(folder, { recursive: true, force: true })
  const app = Fastify()
  await app.register(healthRoutes({ ...services, databases, config: { ...services.config, dataFolder: folder } }))
  const reply = await app.inject({ url: '/readyz' })
  expect(reply.statusCode).toBe(503)
  expect(reply.json().checks).toMatchObject({ database: 'unreachable', folder: 'missing' })
  await databases.close()
  await app.close()
})
