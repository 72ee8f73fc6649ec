import fc from 'fast-check'
import { openSession } from '../../server/modules/access/index.ts'
import type { World } from '../world.ts'
import { contractOf, type Operation } from './contract.ts'
import { type FuzzRequest, requestsOf } from './fuzz.requests.ts'
import { type Planted, plant } from './plant.ts'
import { addressOf, bodyOf } from './sample.ts'
import { aloneInWorld, openLimits } from './setting.ts'

/** Routes that would end the run itself. */
const notFuzzed = new Set(['DELETE /api/session', 'DELETE /api/sessions', 'POST /api/demo', 'DELETE /api/demo'])

export interface FuzzRun {
  readonly requests: number
  /** How often each status was answered; 0 stands for an answer that broke off. */
  readonly statuses: Readonly<Record<number, number>>
  /** Answers that are a defect, or that the contract does not name: one line each kind, with the last request. */
  readonly wrong: readonly string[]
}

interface FuzzSize {
  readonly requests: number
  readonly seed: number
  /** Of so many runs beside one another this is the one in this place, from 0: each asks every so manyth route. */
  readonly part?: { readonly of: number; readonly at: number }
}

/** So many requests at a desk of their own, outside the tests: ENGINEERING S9 asks for 1,000,000. */
export const fuzzAlone = (size: FuzzSize, say: (line: string) => void): Promise<FuzzRun> =>
  aloneInWorld({ settings: openLimits }, async (world) => (await openFuzz(world)).run(size, say))

/** A planted workspace whose routes are about to be asked everything. */
export async function openFuzz(world: World) {
  await world.app.ready()
  const contract = contractOf(world.app)
  const things = await plant(world, { caller: world.first, context: world.context(), canary: 'CanaryOwn' })
  const from = { userAgent: 'test', address: '127.0.0.1' }
  const cookie = `amends_session=${(await openSession(world.context(), world.first.memberId, from)).secret}`
  const operations = contract.operations.filter((one) => !notFuzzed.has(routeOf(one)) && !one.isUpload)
  const requestsFor = requestsOf(contract, things)
  let sent = 0

  const send = (operation: Operation, url: string, payload: string | undefined) => {
    sent += 1
    // Whoever takes an invitation comes in as somebody else: the session that they had would end.
    const isOutside = operation.path.startsWith('/api/invitations/')
    return world.app.inject({
      method: operation.method,
      url,
      remoteAddress: `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
      headers: {
        ...(!isOutside && { cookie }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
      },
      ...(payload !== undefined && { payload }),
    })
  }

  const run = async (
    { requests, seed, part = { of: 1, at: 0 } }: FuzzSize,
    say: (line: string) => void = () => undefined,
  ): Promise<FuzzRun> => {
    const mine = operations.filter((_, at) => at % part.of === part.at)
    const wrong = new Map<string, string>()
    const statuses: Record<number, number> = {}
    const ask = async (operation: Operation, request: FuzzRequest) => {
      const search = new URLSearchParams(request.query.map(([name, value]) => [name, value]))
      const url = `${addressed(operation, request.params)}${search.size > 0 ? `?${search}` : ''}`
      const payload = request.body === undefined ? undefined : JSON.stringify(request.body)
      const reply = await send(operation, url, payload).catch((error: Error) => error)
      if (reply instanceof Error) {
        wrong.set(`${routeOf(operation)} broke off: ${reply.message}`, `${url} ${payload?.slice(0, 600)}`)
        statuses[0] = (statuses[0] ?? 0) + 1
        return
      }
      statuses[reply.statusCode] = (statuses[reply.statusCode] ?? 0) + 1
      const fault = operation.faultsOf(reply.statusCode, String(reply.headers['content-type'] ?? ''), reply.body)
      if (reply.statusCode >= 500 || fault)
        wrong.set(`${routeOf(operation)} ${reply.statusCode} ${fault}`, `${url} ${payload?.slice(0, 600)}`)
    }
    const each = Math.ceil(requests / mine.length)
    for (const [at, operation] of mine.entries()) {
      if (at % 20 === 0) say(`${at} of ${mine.length} routes asked, ${wrong.size} kinds of wrong answers`)
      const made = fc.sample(requestsFor(operation), { numRuns: each, seed: seed + at }).values()
      const lane = async () => {
        for (const request of made) await ask(operation, request)
      }
      await Promise.all(Array.from({ length: 4 }, lane))
    }
    return {
      requests: Object.values(statuses).reduce((sum, count) => sum + count, 0),
      statuses,
      wrong: [...wrong].map(([what, request]) => `${what} ${request}`),
    }
  }

  return { operations, run, slipIn: (every: number) => slipIn({ operations, contract, things, send }, every) }
}

const routeOf = ({ method, path }: Operation): string => `${method} ${path}`

/** An address never gets a character that no client could send. */
const addressed = (operation: Operation, params: Planted): string =>
  addressOf(
    operation.path,
    Object.fromEntries(Object.entries(params).map(([kind, text]) => [kind, text.toWellFormed()])),
  )

/** Names that a careless parser would take for the object itself. */
const hollow = [
  '"__proto__":{"isAdmin":true}',
  '"constructor":{"prototype":{"isAdmin":true}}',
  '"prototype":{"isAdmin":true}',
]

/** Fields that rows have, and that a caller might slip in beside those that a route knows. */
const slippedIn = [
  ...['"role":"admin"', '"roleKeys":["admin"]', '"permission":"all"', '"isAdmin":true', '"actor":{"kind":"system"}'],
  '"workspaceId":"01ff0000-0000-7000-8000-00000000dead"',
  '"workspace_id":"01ff0000-0000-7000-8000-00000000dead"',
  ...['"id":"01ff0000-0000-7000-8000-00000000dead"', '"createdAt":"2000-01-01T00:00:00Z"', '"isDemo":true'],
  ...['"passwordHash":"x"', '"deletedAt":null'],
]

interface Door {
  readonly operations: readonly Operation[]
  readonly contract: ReturnType<typeof contractOf>
  readonly things: Planted
  readonly send: (operation: Operation, url: string, payload: string) => Promise<{ readonly statusCode: number }>
}

/** Sends every route that takes a body the hollow names, and one of `every` of the further fields; which took one. */
async function slipIn({ operations, contract, things, send }: Door, every: number): Promise<string[]> {
  const took: string[] = []
  const taking = operations.filter(({ body }) => body !== undefined)
  for (const [at, operation] of taking.entries())
    for (const extra of [...hollow, ...slippedIn.filter((_, place) => (at + place) % every === 0)]) {
      const body = JSON.stringify(bodyOf(operation.body ?? {}, things, contract.shapeOf))
      const payload = body === '{}' ? `{${extra}}` : `${body.slice(0, -1)},${extra}}`
      const { statusCode } = await send(operation, addressOf(operation.path, things), payload)
      if (![400, 401, 403].includes(statusCode)) took.push(`${routeOf(operation)} ${extra} → ${statusCode}`)
    }
  return took
}
