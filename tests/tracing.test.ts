import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTracing } from '../server/platform/tracing.otlp.ts'
import type { Tracing } from '../server/platform/tracing.ts'
import { openWorld, type World } from './world.ts'

interface SentSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
}

/** A collector that keeps what it is sent. */
const bodies: { readonly url: string; readonly text: string }[] = []
const collector = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    bodies.push({ url: request.url ?? '', text: Buffer.concat(chunks).toString() })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
})
const spans = (): SentSpan[] =>
  bodies.flatMap(({ text }) =>
    JSON.parse(text).resourceSpans.flatMap((resource: { scopeSpans: { spans: SentSpan[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  )
const attributeOf = (span: SentSpan | undefined, key: string): unknown =>
  Object.values(span?.attributes.find((each) => each.key === key)?.value ?? {})[0]

const canary = 'Zaunkönigsruf'
const calling = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
let tracing: Tracing
let world: World
let requestId: unknown
let envelopes: { readonly traceparent?: string }[]

beforeAll(async () => {
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done))
  const { port } = collector.address() as AddressInfo
  tracing = openTracing({ endpoint: `http://127.0.0.1:${port}`, percent: 100 }, pino({ level: 'silent' }))
  world = await openWorld({ tracing })
  const buyer = { name: canary, email: `${canary.replace('ö', 'oe')}@buyers.example` }
  const made = await world.first.post(
    '/api/tickets',
    { subject: canary, text: canary, channelKind: 'api', buyer },
    { traceparent: `00-${calling.traceId}-${calling.spanId}-01` },
  )
  expect(made.status).toBe(201)
  envelopes = (await world.sql('select envelope from pgboss.bench')).map(({ envelope }) => envelope)
  const refused = await world.first.get(`/api/tickets/${encodeURIComponent(canary)}`)
  requestId = refused.body.requestId
  await world.first.get(`/api/tickets?search=${encodeURIComponent(canary)}`)
  await world.app.inject({ url: '/readyz' })
  await tracing.close()
})

afterAll(async () => {
  await world.close()
  await new Promise((done) => collector.close(done))
})

describe('traces, where a collector is named', () => {
  test('tell of a request and the statements of it, as a part of what called it', () => {
    expect(bodies[0]?.url).toBe('/v1/traces')
    expect(bodies[0]?.text).toContain('{"key":"service.name","value":{"stringValue":"amends"}}')
    const trace = spans().filter(({ traceId }) => traceId === calling.traceId)
    const request = trace.find(({ name }) => name === 'POST /api/tickets')
    expect(request).toMatchObject({ parentSpanId: calling.spanId })
    expect(attributeOf(request, 'http.response.status_code')).toBe(201)
    const statements = trace.filter(({ parentSpanId }) => parentSpanId === request?.spanId)
    expect(statements.map(({ name }) => name)).toEqual(expect.arrayContaining(['begin', 'insert', 'commit']))
    expect(statements.map((span) => attributeOf(span, 'db.query.text'))).toContainEqual(
      expect.stringMatching(/insert into "?tickets"?/),
    )
  })

  test('name a request as its answer does', () => {
    expect(spans().map((span) => attributeOf(span, 'amends.request_id'))).toContain(requestId)
  })

  test('go on in the jobs that a request leaves', () => {
    expect(envelopes.length).toBeGreaterThan(0)
    for (const { traceparent } of envelopes) expect(traceparent).toMatch(new RegExp(`^00-${calling.traceId}-`))
  })

  test('leave out what monitors ask', () => {
    expect(spans().map(({ name }) => name)).not.toContain('GET /readyz')
  })

  test('hold nothing that anybody has written', () => {
    expect(spans().length).toBeGreaterThan(15)
    for (const { text } of bodies) expect(text).not.toMatch(/Zaunk/i)
  })
})
