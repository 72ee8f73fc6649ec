import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Callers } from './admission.callers.ts'
import { Gate } from './admission.gate.ts'
import { Quota } from './admission.quota.ts'
import { readSecret, secretIn } from './auth.ts'
import type { Context } from './context.ts'
import { Refusal, type Refused, refused } from './errors.ts'
import { problemOf } from './problems.ts'

/** What bounds the requests of one process. */
export interface AdmissionLimits {
  /** Requests worked on at the same time. */
  readonly atOnce: number
  /** Requests that a workspace may send in a second, on the average of a few. */
  readonly perWorkspacePerSecond: number
}

/**
 * So many wait for each one that is worked on; more would only wait in vain. A process that stands still for 300 ms, for
 * memory or disk, finds 0.7 of what it can do in 300 ms waiting: with 16 a place some 30 of 12,800 were turned away then.
 * Under lasting overload far fewer wait; see the gate.
 */
const waitingPerPlace = 64

/** Keeps overload out: the gate of a process and the quotas of its workspaces. */
export interface Admission {
  /** Finds out who asks, with a place of its own: it asks the database before anything of the request is known. */
  readonly identify: <Found>(request: FastifyRequest, work: () => Promise<Found>) => Promise<Found>
  readonly gate: Pick<Gate, 'running' | 'waiting'>
  /** Whether a request was turned away at the door; those are counted, not logged one by one. */
  readonly wasTurnedAway: (request: FastifyRequest) => boolean
  /** Whether a request was turned away before the framework saw it, which costs a tenth. */
  readonly atTheDoor: (request: IncomingMessage, response: ServerResponse) => boolean
}

/**
 * Holds requests to the API back when there are more than the process can work on, and those of a workspace that asks
 * for more than its share: 503 `request.busy` and 429 `request.over-quota`, both with Retry-After, told before anything
 * else is done: fifty times its quota must not cost the others their answers (ENGINEERING R16). A place is held while
 * the database works, not while a slow client sends or reads. `secretOf` finds the secret that a request carries.
 */
export function holdBack(
  app: FastifyInstance,
  limits: AdmissionLimits,
  secretOf: (request: FastifyRequest) => string | undefined,
  turnedAway: (reason: 'busy' | 'over-quota') => void = () => undefined,
  nowMs: () => number = () => performance.now(),
): Admission {
  const gate = new Gate({ atOnce: limits.atOnce, waiting: limits.atOnce * waitingPerPlace }, nowMs)
  const quota = new Quota(limits.perWorkspacePerSecond, nowMs)
  const callers = new Callers(limits.perWorkspacePerSecond, nowMs)
  const gone = new WeakSet<FastifyRequest>()
  const reasonAgainst = ({ authorization, cookie = '' }: IncomingHttpHeaders): Refused | undefined => {
    // True or not; cookies are not read yet.
    const { secret, workspaceId: claimed } = secretIn(authorization ?? cookie) ?? { secret: '', workspaceId: '' }
    const retryAfter = Math.max(quota.waitSeconds(claimed), callers.waitSeconds(secret))
    const reason = retryAfter > 0 ? 'over-quota' : gate.isFull(claimed) ? 'busy' : undefined
    if (!reason) return undefined
    if (reason === 'over-quota') callers.refuse(secret)
    turnedAway(reason)
    return refused(`request.${reason}`, { retryAfter: Math.max(1, retryAfter) })
  }
  // Again for who did not come by the door: the server of a test, or of somebody who serves this app otherwise.
  app.addHook('onRequest', (request, reply, done) => {
    const refusal = isApi(request) ? reasonAgainst(request.headers) : undefined
    if (!refusal) return done()
    gone.add(request)
    reply.hijack()
    turnAway(reply.raw, refusal, request.id, request.headers)
  })
  const leaves = new WeakMap<FastifyReply, () => void>()

  const refuseBeyond = (workspaceId: string): void => {
    const retryAfter = quota.waitSeconds(workspaceId)
    if (retryAfter > 0) throw new Refusal('request.over-quota', { retryAfter })
  }
  const place = async (workspaceId: string, begun: boolean): Promise<() => void> => {
    const leave = await gate.enter(workspaceId, begun)
    if (!leave) throw new Refusal('request.busy', { retryAfter: 1 })
    return leave
  }
  app.addHook('preValidation', async (request, reply) => {
    if (!isApi(request)) return
    const known = request.context as Context | null
    const leave = await place(known?.workspaceId ?? '', known !== null)
    leaves.set(reply, leave)
    // A client that has gone takes no answer, but its place must come free.
    reply.raw.once('close', leave)
  })
  app.addHook('onSend', async (_request, reply) => leaves.get(reply)?.())
  return {
    gate,
    wasTurnedAway: (request) => gone.has(request),
    atTheDoor({ url = '', headers }, response) {
      if (!url.startsWith('/api/') || /^\/api\/live(?:$|\?)/.test(url)) return false
      const refusal = reasonAgainst(headers)
      if (refusal) turnAway(response, refusal, randomUUID(), headers)
      return refusal !== undefined
    },
    async identify(request, work) {
      const secret = isApi(request) ? secretOf(request) : undefined
      const workspaceId = secret && readSecret(secret.replace(aheadOfIt, ''))?.workspaceId
      if (!workspaceId) return work()
      refuseBeyond(workspaceId)
      const leave = await place(workspaceId, false)
      try {
        const found = await work()
        if (!found) return found
        // What a secret claims counts against a workspace only when it is true; meanwhile others may have taken the rest.
        refuseBeyond(workspaceId)
        quota.take(workspaceId)
        gate.serves(workspaceId)
        return found
      } finally {
        leave()
      }
    },
  }
}

/** Answers past the framework: what is told a thousand times a second must cost next to nothing. */
function turnAway(response: ServerResponse, refusal: Refused, id: string, headers: IncomingHttpHeaders): void {
  const language = /^\s*en/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN'
  const body = JSON.stringify(problemOf(refusal, id, language))
  response.writeHead(refusal.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'retry-after': String(refusal.details.retryAfter),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

/** What a token begins with and a session does not. */
const aheadOfIt = /^[a-z]+_(?=[\w-]{22}\.)/

/** The live stream holds no place: it asks for nothing while it stands open. */
const isApi = (request: FastifyRequest): boolean =>
  request.url.startsWith('/api/') && request.routeOptions.url !== '/api/live'
