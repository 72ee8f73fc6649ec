import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '../../server/modules/access/index.ts'
import { openWorld, type World } from '../world.ts'
import { contractOf, type Operation, type Schema } from './contract.ts'
import { type Planted, plant } from './plant.ts'
import { addressOf, bodyOf } from './sample.ts'

/** How many requests, and from which seed: 1,000,000 is the figure of ENGINEERING S9, a few thousand its quick form. */
const requests = Number(process.env.AMENDS_TEST_FUZZ ?? 4_000)
const seed = Number(process.env.AMENDS_TEST_FUZZ_SEED ?? 20_260_302)

/** Routes that would end the run itself. */
const notFuzzed = new Set(['DELETE /api/session', 'DELETE /api/sessions', 'POST /api/demo', 'DELETE /api/demo'])

let world: World
let contract: ReturnType<typeof contractOf>
let things: Planted
let cookie: string
let place = 0

beforeAll(async () => {
  world = await openWorld({ settings: { requestsPerMinute: 1_000_000, workspaceRequestsPerSecond: 100_000 } })
  await world.app.ready()
  contract = contractOf(world.app)
  things = await plant(world, { caller: world.first, context: world.context(), canary: 'CanaryOwn' })
  const place = { userAgent: 'test', address: '127.0.0.1' }
  cookie = `amends_session=${(await openSession(world.context(), world.first.memberId, place)).secret}`
}, 60_000)
afterAll(() => world.close())

const routeOf = ({ method, path }: Operation): string => `${method} ${path}`
const fuzzed = () => contract.operations.filter((one) => !notFuzzed.has(routeOf(one)) && !one.isUpload)

const hostileWords = [
  ...[
    '',
    ' ',
    '\0',
    "' or 1=1 --",
    '%',
    '_',
    '\\',
    '../../etc/passwd',
    '{{constructor}}',
    '#{7*7}',
    '<script>',
    '=1+1',
  ],
  ...[
    '\ud800',
    '\u202e',
    '👩‍👩‍👧',
    'a'.repeat(5_000),
    '\r\nBcc: x@y.test',
    '__proto__',
    'null',
    '-1',
    '1e400',
    'ﷺ'.repeat(50),
  ],
  ...[
    '2026-02-30',
    '9999-12-31',
    '-271821-04-20',
    '0000-00-00',
    '24:00',
    '275760-09-13T00:00:00.001Z',
    'infinity',
    '(a+)+$',
    '[',
  ],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:60Z', '2026-01-01T00:00:00+23:59', 'epoch', 'now', '\u{10ffff}'],
]
const word = () => fc.oneof(fc.constantFrom(...hostileWords), fc.string({ unit: 'binary', maxLength: 40 }), fc.string())
const numbers = () =>
  fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 2 ** 31, 2 ** 53, 1e300, -0, 0.1, 32_768, 2_147_483_648))
const junk = () =>
  fc.oneof(
    word(),
    numbers(),
    fc.boolean(),
    fc.constant(null),
    fc.constant([]),
    fc.constant({}),
    fc.array(word(), { maxLength: 3 }),
  )

/** Values that a schema takes, and now and then some that it does not. */
function valuesOf(raw: Schema, field: string): fc.Arbitrary<unknown> {
  const schema = contract.shapeOf(raw)
  const usual = fc
    .constant(bodyOf({ type: 'object', properties: { [field]: raw } }, things, contract.shapeOf))
    .map((made) => (made as Record<string, unknown>)[field])
  return fc.oneof(
    { weight: 5, arbitrary: usual },
    { weight: 4, arbitrary: shapedBy(schema, field) },
    { weight: 1, arbitrary: junk() },
  )
}

function shapedBy(schema: Schema, field: string): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, field)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer')
    return fc.integer({
      min: schema.minimum ?? -1_000_000,
      max: Math.max(schema.minimum ?? 0, schema.maximum ?? 2 ** 40),
    })
  if (schema.type === 'number') return fc.double({ noNaN: true })
  if (schema.type === 'array' && schema.items) return fc.array(valuesOf(schema.items, field), { maxLength: 5 })
  if (schema.type === 'object' && schema.properties) return recordOf(schema)
  if (schema.type === 'object') return fc.dictionary(word(), junk(), { maxKeys: 4 })
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...Object.values(things)), fc.uuid())
  if (schema.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (schema.format === 'date') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
  return word()
}

function recordOf(schema: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, value]) => [name, valuesOf(value, name)])
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...(schema.required ?? [])],
  })
}

interface Request {
  readonly operation: Operation
  readonly params: Planted
  readonly query: readonly (readonly [string, string])[]
  readonly body: unknown
}

function requestsFor(operation: Operation): fc.Arbitrary<Request> {
  const odd = fc.oneof({ weight: 6, arbitrary: fc.constant(things) }, { weight: 1, arbitrary: oddThings() })
  const query = fc.tuple(
    ...operation.query.map(({ name, schema }) =>
      fc.option(valuesOf(schema, name), { nil: undefined }).map((value) => [name, asText(value)] as const),
    ),
  )
  const body = operation.body
    ? fc.oneof({ weight: 12, arbitrary: valuesOf(operation.body, '') }, { weight: 1, arbitrary: junk() })
    : fc.constant(undefined)
  const whole = operation.body ? fc.oneof(recordOf(contract.shapeOf(operation.body)), body) : body
  return fc.record({
    operation: fc.constant(operation),
    params: odd,
    query: query.map((all) => all.filter(([, value]) => value !== undefined) as [string, string][]),
    body: whole,
  })
}

const oddThings = () =>
  fc
    .tuple(word(), fc.uuid())
    .map(([text, id]) => Object.fromEntries(Object.keys(things).map((kind, at) => [kind, (at % 2 ? text : id) || 'x'])))

const asText = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)

async function send(operation: Operation, url: string, payload: string | undefined, search = '') {
  place += 1
  return world.app.inject({
    method: operation.method,
    url: `${url}${search && `?${search}`}`,
    remoteAddress: `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`,
    headers: { cookie, ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload }),
  })
}

test(`${requests} requests made from the contract: no defect, and every answer is one that the contract names (S9)`, async () => {
  const operations = fuzzed()
  const each = Math.ceil(requests / operations.length)
  const wrong = new Map<string, string>()
  const statuses = new Map<number, number>()
  for (const [at, operation] of operations.entries())
    for (const { params, query, body } of fc.sample(requestsFor(operation), { numRuns: each, seed: seed + at })) {
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const reply = await send(
        operation,
        addressed(operation, params),
        payload,
        String(new URLSearchParams(query.map(([name, value]) => [name, value]))),
      )
      statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1)
      const fault = operation.faultsOf(reply.statusCode, String(reply.headers['content-type'] ?? ''), reply.body)
      if (reply.statusCode < 500 && !fault) continue
      wrong.set(
        `${routeOf(operation)} ${reply.statusCode} ${fault}`,
        `${addressed(operation, params)}?${JSON.stringify(query)} ${payload?.slice(0, 600)}`,
      )
    }
  expect([...wrong]).toEqual([])
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(requests)
  // The generator is no wall of refusals: a good part of what it sends is taken.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(requests / 10)
}, 1_200_000)

/** An address never gets a character that no client could send. */
const addressed = (operation: Operation, params: Planted): string =>
  addressOf(
    operation.path,
    Object.fromEntries(Object.entries(params).map(([kind, text]) => [kind, text.toWellFormed()])),
  )

/** What a caller might slip in beside the fields that a route knows. */
const slippedIn = [
  ...['"__proto__":{"isAdmin":true}', '"constructor":{"prototype":{"isAdmin":true}}', '"prototype":{"isAdmin":true}'],
  ...[
    '"role":"admin"',
    '"roleKeys":["admin"]',
    '"permission":"all"',
    '"workspaceId":"01ff0000-0000-7000-8000-00000000dead"',
  ],
  ...['"workspace_id":"01ff0000-0000-7000-8000-00000000dead"', '"isAdmin":true', '"actor":{"kind":"system"}'],
  ...['"id":"01ff0000-0000-7000-8000-00000000dead"', '"createdAt":"2000-01-01T00:00:00Z"', '"isDemo":true'],
  ...['"passwordHash":"x"', '"deletedAt":null'],
]

test('no field that a route does not know is taken, on any of them (15 bodies each)', async () => {
  const people = () => world.sql('select * from members order by id').then((rows) => JSON.stringify(rows))
  const before = await people()
  const took: string[] = []
  for (const operation of fuzzed().filter(({ body }) => body !== undefined))
    for (const extra of slippedIn) {
      const body = JSON.stringify(bodyOf(operation.body ?? {}, things, contract.shapeOf))
      const payload = body === '{}' ? `{${extra}}` : `${body.slice(0, -1)},${extra}}`
      const reply = await send(operation, addressOf(operation.path, things), payload)
      if (![400, 401, 403].includes(reply.statusCode)) took.push(`${routeOf(operation)} ${extra} → ${reply.statusCode}`)
    }
  expect(took).toEqual([])
  expect(await people()).toBe(before)
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
}, 120_000)
