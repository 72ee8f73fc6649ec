import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Gate } from './admission.gate.ts'
import { Quota } from './admission.quota.ts'
import { readSecret } from './auth.ts'
import { Refusal } from './errors.ts'

/** What bounds the requests of one process. */
export interface AdmissionLimits {
  /** Requests worked on at the same time. */
  readonly atOnce: number
  /** Requests that a workspace may send in a second, on the average of a few. */
  readonly perWorkspacePerSecond: number
}

/** So many wait for each one that is worked on; more would only wait in vain. */
const waitingPerPlace = 8

/** Keeps overload out: the gate of a process and the quotas of its workspaces. */
export interface Admission {
  /** Finds out who asks, with a place of its own: it asks the database before anything of the request is known. */
  readonly identify: <Found>(request: FastifyRequest, work: () => Promise<Found>) => Promise<Found>
  readonly gate: Pick<Gate, 'running' | 'waiting'>
}

/**
 * Holds requests to the API back when there are more than the process can work on, and those of a workspace that asks
 * for more than its share: 503 `request.busy` and 429 `request.over-quota`, both with Retry-After. A place is held while
 * the database works, not while a slow client sends or reads. `secretOf` finds the secret that a request carries.
 */
export function holdBack(
  app: FastifyInstance,
  limits: AdmissionLimits,
  secretOf: (request: FastifyRequest) => string | undefined,
  nowMs: () => number = () => performance.now(),
): Admission {
  const gate = new Gate({ atOnce: limits.atOnce, waiting: limits.atOnce * waitingPerPlace }, nowMs)
  const quota = new Quota(limits.perWorkspacePerSecond, nowMs)
  const leaves = new WeakMap<FastifyReply, () => void>()

  const place = async (begun: boolean): Promise<() => void> => {
    const leave = await gate.enter(begun)
    if (!leave) throw new Refusal('request.busy', { retryAfter: 1 })
    return leave
  }
  app.addHook('preValidation', async (request, reply) => {
    if (!isApi(request)) return
    const leave = await place(request.context !== null)
    leaves.set(reply, leave)
    // A client that has gone takes no answer, but its place must come free.
    reply.raw.once('close', leave)
  })
  app.addHook('onSend', async (_request, reply) => leaves.get(reply)?.())
  return {
    gate,
    async identify(request, work) {
      const secret = isApi(request) ? secretOf(request) : undefined
      const workspaceId = secret && readSecret(secret.replace(/^amd_/, ''))?.workspaceId
      if (!workspaceId) return work()
      const retryAfter = quota.waitSeconds(workspaceId)
      if (retryAfter > 0) throw new Refusal('request.over-quota', { retryAfter })
      const leave = await place(false)
      try {
        const found = await work()
        // What a secret claims counts against a workspace only when it is true.
        if (found) quota.take(workspaceId)
        return found
      } finally {
        leave()
      }
    },
  }
}

/** The live stream holds no place: it asks for nothing while it stands open. */
const isApi = (request: FastifyRequest): boolean =>
  request.url.startsWith('/api/') && request.routeOptions.url !== '/api/live'
