import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastJsonStringify, { type Schema } from 'fast-json-stringify'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify'
import { holdBack } from './admission.ts'
import { recordAccess } from './audit.ts'
import { readBodies } from './body.ts'
import type { Context, Language } from './context.ts'
import { Refusal } from './errors.ts'
import { Late } from './late.ts'
import { onceOnly } from './once.ts'
import { answerProblem, refusedAs } from './problems.ts'
import type { Services } from './services.ts'
import { traceRequests } from './tracing.ts'
import { compileValidator, refuseNul } from './validation.ts'

/** Finds out who asks; undefined when nobody that we know does. */
export type Authenticate = (
  services: Services,
  request: FastifyRequest,
  options?: {
    /** Asks only whether they are still there: an open page alone is no use of a session. */
    readonly quietly?: true
  },
) => Promise<Context | undefined>

/** Who asks, as a module finds it out: the platform has no members. */
export interface Identity {
  readonly authenticate: Authenticate
  /** The secret that a request carries, unchecked. */
  readonly secretOf: (services: Services, request: FastifyRequest) => string | undefined
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Asks again who a request is from, while its answer is still being written. */
    askAgain: (request: FastifyRequest) => Promise<Context | undefined>
  }
}

/** The head of a request is a few hundred bytes: who takes longer for it only holds a connection (ENGINEERING R17). */
const headPatienceMs = 20_000
const patience = {
  headersTimeout: headPatienceMs,
  connectionsCheckingInterval: 5_000,
  requestTimeout: 60_000,
  // Longer than a balancer keeps an idle connection: else it would send on one that is being closed.
  keepAliveTimeout: 72_000,
}

const mutations = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * The HTTP server without routes: identity, permissions, once-only mutations, problems. Ready for modules to be registered.
 * `publicPlace` says why an address of somebody else's plugin (docs, files) needs no permission; undefined for all else.
 */
export async function buildServer(
  services: Services,
  { authenticate, secretOf }: Identity,
  publicPlace: (url: string) => string | undefined,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    trustProxy: services.config.trustProxy,
    serverFactory: (handle) =>
      createServer(patience, (request, response) => {
        if (!admission.atTheDoor(request, response)) handle(request, response)
      }),
    routerOptions: { maxParamLength: 500 },
    // An address that the router cannot read is answered before any route: in the same shape as all else.
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply, languageOf(request)),
  })
  if (services.tracing) traceRequests(app, services.tracing)
  readBodies(app)
  compileLate(app)
  // First of all: what there is no room for must not cost what makes room.
  const { requestsAtOnce, workspaceRequestsPerSecond } = services.config
  const admission = holdBack(
    app,
    { atOnce: requestsAtOnce, perWorkspacePerSecond: workspaceRequestsPerSecond },
    (request) => secretOf(services, request),
    (reason) => services.metrics.refused(reason),
  )
  app.decorateRequest('context', null as unknown as Context)
  app.decorate('askAgain', (request) => authenticate(services, request, { quietly: true }))
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    hsts: services.config.publicUrl.startsWith('https:'),
  })
  // What the API says is somebody's: neither browser nor proxy keeps it, where a route does not say otherwise.
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  // The plugin reads a route's own limit in a hook of its own, when the route is added: ours must have run by then.
  app.addHook('onRoute', limitPerMinute)
  await app.register(rateLimit, {
    global: true,
    max: services.config.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Refusal('request.too-many'),
  })
  app.addHook('onRoute', (route) => {
    stateAccess(route, publicPlace)
    if ([route.method].flat().some((method) => mutations.has(method)) && !route.config?.public) onceOnly(route)
  })
  app.addHook('onRequest', async (request) => {
    if (mutations.has(request.method) || request.routeOptions.config.ownPages)
      refuseCrossSite(request, services.config.publicUrl)
    const found = await admission.identify(request, () => authenticate(services, request))
    if (found) request.context = found
    const { permission, signedIn, inPerson } = request.routeOptions.config
    if (!permission && !signedIn) return
    if (!found) throw new Refusal('request.unauthenticated')
    if (inPerson && found.actor.kind !== 'member') throw new Refusal('request.session-needed')
    if (permission && !found.actor.permissions.has(permission)) throw new Refusal('request.forbidden', { permission })
  })
  app.addHook('preValidation', async ({ body, query, params }) => refuseNul({ body, query, params }))
  services.metrics.watch('requests_at_once', {
    help: 'Requests held by the gate: worked on, or waiting for a place',
    read: () => ({ working: admission.gate.running, waiting: admission.gate.waiting }),
  })
  app.addHook('onResponse', async (request, reply) => {
    const { url = 'none' } = request.routeOptions
    services.metrics.answered(request.method, url, reply.statusCode, reply.elapsedTime / 1_000)
    request.log[admission.wasTurnedAway(request) ? 'debug' : 'info'](
      {
        requestId: request.id,
        actor: (request.context as Context | null)?.actor.id ?? null,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        refused: refusedAs(request),
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    await noteRefusal(error, request)
    const held = error instanceof Refusal ? heldBack[error.code] : undefined
    if (held) services.metrics.refused(held)
    return answerProblem(error, request, reply, languageOf(request))
  })
  app.setNotFoundHandler((request, reply) =>
    answerProblem(new Refusal('request.not-found'), request, reply, languageOf(request)),
  )
  return app
}

/** Each route's schemas are compiled when it is first asked for, or in quiet moments after the start. */
function compileLate(app: FastifyInstance): void {
  const late = new Late()
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const validator = late.of(() => compileValidator(schema as object, httpPart))
    // Fastify reads what is wrong off the function that it called.
    return function validate(value: unknown): boolean {
      const compiled = validator()
      const isValid = compiled(value) as boolean
      Object.assign(validate, { errors: compiled.errors })
      return isValid
    }
  })
  app.setSerializerCompiler(({ schema }) => {
    const serializer = late.of(() => fastJsonStringify(schema as Schema))
    return (answer) => serializer()(answer)
  })
  app.addHook('onRequest', async () => late.called())
  app.addHook('onListen', () => void late.makeRest())
  app.addHook('preClose', async () => late.stop())
}

/**
 * No inline script or style sheet, nothing from elsewhere. A mail is shown in a frame of our own making, which inherits
 * this policy; mails dress themselves with style attributes, cleaned on arrival, so those alone stay permitted.
 */
const contentPolicy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  // No text becomes a document or a script, but through the one policy of the page that shows mails.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['mail-frame'],
}

/** A route that names neither a permission nor why it needs none stops the boot. */
function stateAccess(route: RouteOptions, publicPlace: (url: string) => string | undefined): void {
  const reason = route.config?.public ?? publicPlace(route.url)
  const config = { ...route.config, ...(reason && { public: reason }) }
  route.config = config
  if (!config.permission && !config.public && !config.signedIn)
    throw new Error(`${String(route.method)} ${route.url} names no permission and no reason to be public`)
}

function limitPerMinute(route: RouteOptions): void {
  const perMinute = route.config?.perMinute
  if (perMinute) route.config = { ...route.config, rateLimit: { max: perMinute, timeWindow: 60_000 } }
}

/** A browser says where a request comes from; another site's mutation or stream is refused. Programs send neither header. */
function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') throw new Refusal('request.cross-site')
  if (!origin || origin === new URL(publicUrl).origin) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refusal('request.cross-site')
}

const heldBack: Readonly<Record<string, 'busy' | 'over-quota' | 'too-many'>> = {
  'request.busy': 'busy',
  'request.over-quota': 'over-quota',
  'request.too-many': 'too-many',
}

const overstepping = new Set(['request.forbidden', 'request.session-needed'])

/** Somebody tried what they may not: that is kept before they are told. */
async function noteRefusal(error: FastifyError, request: FastifyRequest): Promise<void> {
  if (!request.context || !(error instanceof Refusal) || !overstepping.has(error.code)) return
  const { method, routeOptions, context } = request
  const { permission } = error.details
  try {
    await recordAccess(context, {
      action: 'access.refused',
      subject: { kind: 'route', id: `${method} ${routeOptions.url}` },
      notes: { permission: typeof permission === 'string' ? permission : null },
    })
  } catch (failure) {
    request.log.error({ requestId: request.id, err: failure }, 'a refusal was not audited')
  }
}

/** The language of the answer: the member's own, else what the browser asks for. */
export function languageOf(request: FastifyRequest): Language {
  if (request.context) return request.context.language
  return /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
}
