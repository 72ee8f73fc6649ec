import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { Refusal } from './errors.ts'
import { onceByKey } from './idempotency.ts'

/** Wraps a mutation so that an Idempotency-Key has one effect and one answer. */
export function onceOnly(route: RouteOptions): void {
  const original = route.handler
  route.handler = async function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
    const key = keyOf(request)
    if (key === undefined) return original.call(this, request, reply)
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

/** The request's key; one that could not be kept is refused, as its sender relies on it. */
function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && key.length >= 8 && key.length <= 200) return key
  throw new Refusal('request.invalid', { errors: [{ field: 'Idempotency-Key', message: '8–200' }] })
}
