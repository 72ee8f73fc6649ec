import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { ErrorObject } from 'ajv'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify'
import type { Context, Language } from './context.ts'
import { type FieldProblem, Refusal, wordsOf } from './errors.ts'
import { onceByKey } from './idempotency.ts'
import type { Services } from './services.ts'
import { compileValidator, fieldProblems } from './validation.ts'

/** Finds out who asks; undefined when nobody that we know does. */
export type Authenticate = (services: Services, request: FastifyRequest) => Promise<Context | undefined>

const mutations = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * The HTTP server without routes: identity, permissions, once-only mutations, problems. Ready for modules to be registered.
 * `publicPlace` says why an address of somebody else's plugin (docs, files) needs no permission; undefined for all else.
 */
export async function buildServer(
  services: Services,
  authenticate: Authenticate,
  publicPlace: (url: string) => string | undefined,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    trustProxy: services.config.trustProxy,
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 500 },
  })
  app.setValidatorCompiler(({ schema, httpPart }) => compileValidator(schema as object, httpPart))
  app.decorateRequest('context', null as unknown as Context)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    hsts: services.config.publicUrl.startsWith('https:'),
  })
  await app.register(rateLimit, {
    global: true,
    max: services.config.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Refusal('request.too-many'),
  })
  app.addHook('onRoute', (route) => {
    stateAccess(route, publicPlace)
    limitPerMinute(route)
    onceOnly(route)
  })
  app.addHook('onRequest', async (request) => {
    if (mutations.has(request.method)) refuseCrossSite(request, services.config.publicUrl)
    const found = await authenticate(services, request)
    if (found) request.context = found
    const { permission, signedIn } = request.routeOptions.config
    if (!permission && !signedIn) return
    if (!found) throw new Refusal('request.unauthenticated')
    if (permission && !found.actor.permissions.has(permission)) throw new Refusal('request.forbidden', { permission })
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => answerProblem(new Refusal('request.not-found'), request, reply))
  return app
}

/** No inline script, nothing from elsewhere; mail is shown in frames of our own making. */
const contentPolicy = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
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

/** Wraps a mutation so that an Idempotency-Key has one effect and one answer. */
function onceOnly(route: RouteOptions): void {
  const methods = [route.method].flat()
  if (!methods.some((method) => mutations.has(method)) || route.config?.public) return
  const original = route.handler
  route.handler = async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || key.length < 8 || key.length > 200) return original.call(this, request, reply)
    const context = request.context
    const answer = await onceByKey(
      context,
      key,
      { method: request.method, url: request.url, body: request.body },
      async (within) => {
        request.context = within
        const said: unknown = await original.call(this, request, reply)
        if (said === reply) throw new Error(`${request.method} ${request.url} must return its answer, not send it`)
        return {
          status: reply.statusCode,
          body: said === undefined || said === null ? null : (reply.serialize(said) as string),
        }
      },
    )
    if (answer.replayed) reply.header('idempotent-replayed', 'true')
    reply.code(answer.status)
    if (answer.body === null) return reply.send()
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .serializer((body: string) => body)
      .send(answer.body)
  }
}

/** A browser says where a request comes from; another site's mutation is refused. Programs send neither header. */
function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') throw new Refusal('request.cross-site')
  if (!origin || origin === new URL(publicUrl).origin) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refusal('request.cross-site')
}

/** The language of the answer: the member's own, else what the browser asks for. */
export function languageOf(request: FastifyRequest): Language {
  if (request.context) return request.context.language
  return /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
}

function answerProblem(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply) {
  const language = languageOf(request)
  const refusal = refusalOf(error)
  if (!refusal) {
    request.log.error({ requestId: request.id, err: error }, 'a defect')
    const detail =
      language === 'en'
        ? 'Something went wrong on our side. Try again; if it stays, name this request id to your administrator.'
        : '系统内部出错。请重试；若仍失败，请把请求编号告知管理员。'
    return reply
      .code(500)
      .type('application/problem+json')
      .send(problem('internal', 500, detail, request.id))
  }
  const errors = errorsOf(error, refusal, language)
  const { errors: _shown, ...details } = refusal.details
  return reply
    .code(refusal.status)
    .type('application/problem+json')
    .send({
      ...problem(refusal.code, refusal.status, wordsOf(refusal, language), request.id),
      ...(errors ? { errors } : {}),
      ...(Object.keys(details).length > 0 ? { details } : {}),
    })
}

function problem(code: string, status: number, detail: string, requestId: string) {
  return { type: `urn:amends:problem:${code}`, title: code, status, code, detail, requestId }
}

function errorsOf(error: FastifyError | Refusal, refusal: Refusal, language: Language): FieldProblem[] | undefined {
  if (!(error instanceof Refusal) && error.validation) return fieldProblems(error.validation as ErrorObject[], language)
  return refusal.details.errors as FieldProblem[] | undefined
}

const byStatus: Record<number, string> = {
  400: 'request.invalid',
  413: 'request.too-large',
  415: 'request.unsupported',
  429: 'request.too-many',
}

function refusalOf(error: FastifyError | Refusal): Refusal | undefined {
  if (error instanceof Refusal) return error
  const code = byStatus[error.statusCode ?? 0]
  if (code) return new Refusal(code)
  if (error.code === '40001' || error.code === '40P01') return new Refusal('request.conflict')
  return undefined
}
