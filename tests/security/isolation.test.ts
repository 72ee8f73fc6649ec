import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '../../server/modules/access/index.ts'
import shippedRoles from '../../server/modules/access/starter/roles.json' with { type: 'json' }
import { systemContext } from '../../server/platform/context.ts'
import { openWorld, type World } from '../world.ts'
import { contractOf, type Operation } from './contract.ts'
import { type Planted, plant, uproot } from './plant.ts'
import { addressOf, bodyOf, kindsInPath, namesThings, randomId } from './sample.ts'
import { openLimits } from './setting.ts'

interface Asker {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  /** The permissions that end at the stores of its member. */
  readonly narrow: boolean
}

interface Said {
  readonly status: number
  readonly text: string
}

const canary = { own: 'CanaryOwn', far: 'CanaryFar', foreign: 'CanaryForeign', gone: 'CanaryGone' }
const nothing: Planted = {}

/** Routes whose handler the matrix does not get to. */
const notEntered: Readonly<Record<string, string>> = {
  'DELETE /api/demo': 'would wipe the workspace under the other routes',
  'DELETE /api/sessions': 'the askers have just signed out by DELETE /api/session',
  'POST /api/demo': 'would fill the workspace with thousands of tickets',
  'POST /api/session': 'answers 401 to a wrong password',
}

/** Routes that take an id which nothing has, because they keep none of it. */
const merelyAsked: Readonly<Record<string, string>> = {
  'GET /api/loss-lines': 'a filter that nothing passes',
  'GET /api/loss-lines/file': 'a filter that nothing passes',
  'GET /api/loss-rate': 'a filter that nothing passes',
  'GET /api/loss-rate/cuts': 'a filter that nothing passes',
  'GET /api/order-tasks': 'a filter that nothing passes',
  'GET /api/order-tasks/timeliness': 'a filter that nothing passes',
  'GET /api/orders': 'a filter that nothing passes',
  'GET /api/replays': 'a filter that nothing passes',
  'GET /api/returns': 'a filter that nothing passes',
  'GET /api/returns/counts': 'a filter that nothing passes',
  'GET /api/returns/waits': 'a filter that nothing passes',
  'GET /api/sla-policies/decisions': 'a question about a ticket that there might be',
  'GET /api/tickets': 'a filter that nothing passes',
  'GET /api/tickets/counts': 'a filter that nothing passes',
  'POST /api/classification-corrections': 'a word of the corrector, never read back as a ticket',
  'POST /api/experiment-sizes': 'a filter that nothing passes',
  'POST /api/outgoing-checks': 'a question about a letter that there might be',
  'POST /api/rebalances': 'a filter that nobody passes',
  'POST /api/tickets/{id}/checks': 'a question about a letter that there might be',
  'PUT /api/tickets/{id}/drafts': 'the key is the writer’s own word until the letter is sent',
}

let world: World
let contract: ReturnType<typeof contractOf>
let things: Record<'own' | 'far' | 'foreign' | 'gone' | 'nothing', Planted>
let askers: Asker[]
let place = 0
const wrong: string[] = []
/** Routes whose handler somebody got to: past sign-in, permission and the body's schema. */
const entered = new Set<string>()

beforeAll(async () => {
  world = await openWorld({ settings: openLimits })
  await world.app.ready()
  contract = contractOf(world.app)
  const stranger = await world.stranger()
  const here = { caller: world.first, context: world.context() }
  things = {
    own: await plant(world, { ...here, canary: canary.own }),
    far: await plant(world, { ...here, canary: canary.far }),
    foreign: await plant(world, { caller: stranger.caller, context: stranger.context(), canary: canary.foreign }),
    gone: await uproot(world.first, canary.gone),
    nothing,
  }
  askers = [{ name: 'nobody', headers: {}, narrow: true }]
  for (const role of shippedRoles) {
    const member = await world.hire(role.key, { storeIds: [things.own.store ?? ''] })
    const cookie = await sessionOf(member.memberId)
    const narrow = !Object.values(role.permissions).every((scope) => scope === 'all')
    askers.push({ name: role.key, headers: { cookie }, narrow })
  }
  const bearer = await world.token(['stores.read', 'tickets.read', 'tickets.work', 'templates.read', 'channels.read'])
  askers.push({ name: 'token', headers: { authorization: `Bearer ${bearer}` }, narrow: false })
}, 120_000)
afterAll(() => world.close())

async function sessionOf(memberId: string): Promise<string> {
  const context = systemContext(world.services, world.workspaceId)
  const session = await openSession(context, memberId, { userAgent: 'test', address: '127.0.0.1' })
  return `amends_session=${session.secret}`
}

const routeOf = ({ method, path }: Operation): string => `${method} ${path}`

/** Sends a route's request with things of these places in address and body, and looks at the answer whoever it is for. */
async function ask(asker: Asker, operation: Operation, inAddress: Planted, inBody: Planted, of: string): Promise<Said> {
  const { method, path, body, query, isUpload } = operation
  const asked = query.filter(({ name, required }) => required || /Id$|^search$/.test(name))
  const words = asked.map(({ name, schema }) => [
    name,
    name === 'search' ? 'Canary' : bodyOf({ type: 'object', properties: { [name]: schema } }, inBody, contract.shapeOf),
  ])
  const search = new URLSearchParams(words.map(([name, value]) => [String(name), wordOf(name, value)]))
  const payload = body ? (bodyOf(body, inBody, contract.shapeOf) as object) : isUpload ? file : undefined
  place += 1
  const reply = await world.app.inject({
    method,
    url: `${addressOf(path, inAddress)}${query.length > 0 ? `?${search}` : ''}`,
    remoteAddress: `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`,
    headers: { 'accept-language': 'en', ...(isUpload && fileType), ...asker.headers },
    ...(payload && { payload }),
  })
  const text = reply.body
  const story = `${asker.name} ${routeOf(operation)} (${of}) → ${reply.statusCode}`
  if (reply.statusCode >= 500) wrong.push(`${story}: ${text.slice(0, 200)}`)
  if (![400, 401, 403].includes(reply.statusCode)) entered.add(routeOf(operation))
  const fault = operation.faultsOf(reply.statusCode, String(reply.headers['content-type'] ?? ''), text)
  if (fault) wrong.push(`${story}: not as the contract says: ${fault}`)
  const leak = leakIn(asker, text, inAddress, inBody)
  if (leak)
    wrong.push(`${story}: leaks ${leak}: ${text.slice(Math.max(0, text.indexOf(leak) - 160), text.indexOf(leak) + 80)}`)
  return { status: reply.statusCode, text }
}

const wordOf = (name: unknown, value: unknown): string =>
  typeof value === 'object' && value !== null ? String((value as Record<string, unknown>)[String(name)]) : String(value)

const edge = 'edge-of-a-part'
const fileType = { 'content-type': `multipart/form-data; boundary=${edge}` }
const part = (name: string) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\n`
const file = Buffer.from(`${part('file')}Content-Type: text/plain\r\n\r\nwords\r\n--${edge}--\r\n`)

/** What is in an answer and belongs to somebody else: words of theirs, or ids that the request did not bring. */
function leakIn(asker: Asker, text: string, ...brought: Planted[]): string | undefined {
  const known = new Set(brought.flatMap((one) => Object.values(one)))
  const secrets = (of: 'foreign' | 'far', kinds: readonly string[]) =>
    kinds.flatMap((kind) => things[of][kind] ?? []).filter((id) => id.length > 20 && !known.has(id))
  const words = known.has(things.foreign.store ?? '') ? [] : [canary.foreign, canary.foreign.toLowerCase()]
  const theirs = [...words, ...secrets('foreign', Object.keys(things.foreign))]
  const out = asker.narrow
    ? secrets('far', [
        'ticket',
        'message',
        'channel',
        'outgoingMail',
        'heldMail',
        'attachment',
        'order',
        'import',
        'orderTask',
        'return',
        'lossBooking',
      ])
    : []
  return [...theirs, ...out].find((one) => text.includes(one))
}

/** Turned away for who they are, before anything is looked up: which thing they asked about plays no part. */
const isTurnedAway = ({ status, text }: Said): boolean =>
  status === 401 || (status === 403 && /"code":"request\.(?:forbidden|session-needed)"/.test(text))

/** Those who get past the door of a route, and one of each kind that does not; who asks a public route plays no part. */
async function worthAsking(operation: Operation, among: readonly Asker[], probe: (asker: Asker) => Promise<Said>) {
  const worth: { asker: Asker; none: Said }[] = []
  const turnedAway = new Set<number>()
  for (const asker of isPublic(operation) ? among.slice(0, 2) : among) {
    const none = await probe(asker)
    if (!isTurnedAway(none) || !turnedAway.has(none.status)) worth.push({ asker, none })
    if (isTurnedAway(none)) turnedAway.add(none.status)
  }
  return worth
}

/**
 * Whoever may ask for nothing or everything, and tokens, ask every route; the other roles take turns at what is not a
 * list, so that each meets a third of those routes. `AMENDS_TEST_MATRIX=all` has everybody ask everything.
 */
function askersOfOwn(operation: Operation, at: number): readonly Asker[] {
  if (isPublic(operation)) return askers.slice(0, 2)
  const isList = operation.method === 'GET' && kindsInPath(operation.path).length === 0
  if (isList || process.env.AMENDS_TEST_MATRIX === 'all') return askers
  const always = new Set(['nobody', 'admin', 'manager', 'token'])
  return askers.filter(({ name }, place) => always.has(name) || (at + place) % 3 === 0)
}

const isPublic = ({ path }: Operation): boolean =>
  /^\/api\/(?:invitations|status|forms|unsubscribes|setup|demo)\b/.test(path)

/** An answer without what is different at every request, and without the ids that the request itself brought. */
const plain = ({ status, text }: Said, brought: Planted): string =>
  Object.values(brought).reduce(
    (left, id) => left.replaceAll(id, '…'),
    `${status} ${text.replace(/"requestId":"[^"]*"/, '').replaceAll(randomId(''), '…')}`,
  )

test('every route of the app is in the matrix', async () => {
  const { readFile } = await import('node:fs/promises')
  const promised = JSON.parse(await readFile('openapi.json', 'utf8')) as { paths: Record<string, object> }
  const routes = Object.entries(promised.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const asked = contract.operations.map(routeOf)
  expect(routes.filter((route) => !asked.includes(route))).toEqual(['GET /api/live'])
  for (const { path } of contract.operations)
    for (const kind of kindsInPath(path)) {
      expect([path, kind, things.own[kind]]).toEqual([path, kind, expect.any(String)])
      expect([path, kind, things.foreign[kind]]).toEqual([path, kind, expect.any(String)])
    }
})

test('what is not there, was deleted, or is another workspace’s is answered alike, and tells nothing (class: FreeScout CVE-2026-40591, Chatwoot #9205)', async () => {
  for (const operation of contract.operations.filter(({ path }) => kindsInPath(path).length > 0)) {
    const probe = (asker: Asker) => ask(asker, operation, things.nothing, things.own, 'random id')
    for (const { asker, none } of await worthAsking(operation, askers, probe)) {
      const theirs = await ask(asker, operation, things.foreign, things.own, 'another workspace')
      if (!isTurnedAway(none)) await ask(asker, operation, things.gone, things.own, 'deleted')
      const secret = kindsInPath(operation.path).some((kind) =>
        ['status', 'form', 'unsubscribe', 'invitation'].includes(kind),
      )
      if (!secret && plain(theirs, things.foreign) !== plain(none, nothing))
        wrong.push(
          `${asker.name} ${routeOf(operation)}: ${plain(theirs, things.foreign)} is not ${plain(none, nothing)}`,
        )
      if (!secret && theirs.status < 400)
        wrong.push(`${asker.name} ${routeOf(operation)}: another workspace’s was taken`)
    }
  }
  expect(wrong.splice(0)).toEqual([])
}, 60_000)

test('what belongs to another store is not there for a member who is limited to stores (class: RT CVE-2023-45024)', async () => {
  const bound = [
    'ticket',
    'message',
    'channel',
    'store',
    'outgoingMail',
    'heldMail',
    'attachment',
    'order',
    'import',
    'orderTask',
    'return',
    'lossBooking',
  ]
  const limited = askers.filter(({ narrow }) => narrow)
  const routes = contract.operations.filter(({ path }) => kindsInPath(path).some((kind) => bound.includes(kind)))
  for (const operation of routes) {
    const probe = (asker: Asker) => ask(asker, operation, things.nothing, things.own, 'random id')
    for (const { asker, none } of await worthAsking(operation, limited, probe)) {
      const far = await ask(asker, operation, things.far, things.own, 'another store')
      if (plain(far, things.far) !== plain(none, nothing))
        wrong.push(`${asker.name} ${routeOf(operation)}: ${plain(far, things.far)} is not ${plain(none, nothing)}`)
    }
  }
  expect(wrong.splice(0)).toEqual([])
}, 60_000)

test('an id of another workspace in a body or a query is as good as one that nothing has (class: Zammad CVE-2026-34722)', async () => {
  const loose = new Set<string>()
  for (const operation of contract.operations.filter((one) => namesThings(one, contract.shapeOf))) {
    const probe = (asker: Asker) => ask(asker, operation, things.own, things.nothing, 'random id in the body')
    for (const { asker, none } of await worthAsking(operation, askers, probe)) {
      const theirs = await ask(asker, operation, things.own, things.foreign, 'another workspace in the body')
      if (none.status < 400 && theirs.status < 400) loose.add(routeOf(operation))
      if (none.status >= 400 && plain(theirs, things.foreign) !== plain(none, nothing))
        wrong.push(
          `${asker.name} ${routeOf(operation)}: ${plain(theirs, things.foreign)} is not ${plain(none, nothing)}`,
        )
    }
  }
  expect(wrong.splice(0)).toEqual([])
  expect([...loose].filter((route) => !(route in merelyAsked))).toEqual([])
}, 60_000)

test('on what is their own, every role gets an answer of the contract, and lists and searches hold nothing of others', async () => {
  const order = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']
  const sorted = contract.operations
    .filter(({ path, method }) => !(path === '/api/demo' && method !== 'GET'))
    .toSorted((one, other) => order.indexOf(one.method) - order.indexOf(other.method))
  for (const [at, operation] of sorted.entries())
    for (const asker of askersOfOwn(operation, at)) await ask(asker, operation, things.own, things.own, 'own')
  expect(wrong.splice(0)).toEqual([])
  const missed = contract.operations.map(routeOf).filter((route) => !entered.has(route))
  expect(missed.filter((route) => !(route in notEntered))).toEqual([])
}, 60_000)
