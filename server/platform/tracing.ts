import type { FastifyInstance, FastifyRequest } from 'fastify'
import { reasonOf } from './folder.ts'

/** Names and numbers of the program; never text of people, names, addresses or parameters of statements. */
export type Attributes = Readonly<Record<string, string | number>>

/** A piece of work as it begins. */
export interface NewSpan {
  readonly name: string
  readonly kind: 'server' | 'client' | 'consumer'
  readonly attributes: Attributes
  /** What led to it elsewhere, as W3C traceparents: one is its parent, of several each is linked to. */
  readonly from?: readonly string[]
}

/** A piece of work whose time is taken. */
export interface OpenSpan {
  /** Runs what belongs to it: what is opened therein is a part of it. */
  within<Result>(work: () => Result): Result
  end(attributes?: Attributes, how?: 'failed'): void
}

/** Tells a collector how long each piece of work took and what it was a part of. */
export interface Tracing {
  open(span: NewSpan): OpenSpan
  /** The work that we are in, for whoever goes on with it in another process; undefined outside of any. */
  traceparent(): string | undefined
  /** Sends what is left. */
  close(): Promise<void>
}

/** Does a piece of work, and takes its time where that is asked for. */
export async function traced<Result>(
  tracing: Tracing | undefined,
  span: NewSpan,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!tracing) return work()
  const open = tracing.open(span)
  try {
    const result = await open.within(work)
    open.end()
    return result
  } catch (error) {
    open.end({ 'error.type': kindOf(error) }, 'failed')
    throw error
  }
}

/** A code says what happened; a message may repeat what somebody has written. */
const kindOf = (error: unknown): string => {
  const reason = reasonOf(error)
  return /^\w{1,40}$/.test(reason) ? reason : error instanceof Error ? error.name : 'error'
}

/** What monitors and browsers ask without end, or what never ends, says nothing about speed. */
const untold = new Set(['/healthz', '/readyz', '/metrics', '/api/live'])

/** Each request is a span, from its first byte to the last of its answer; goes on from the caller's, if it names one. */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>()
  app.addHook('onRequest', (request, _reply, done) => {
    const { url = 'none' } = request.routeOptions
    if (untold.has(url)) return done()
    const { traceparent } = request.headers
    const span = tracing.open({
      name: `${request.method} ${url}`,
      kind: 'server',
      attributes: { 'http.request.method': request.method, 'http.route': url, 'amends.request_id': request.id },
      ...(typeof traceparent === 'string' && { from: [traceparent] }),
    })
    spans.set(request, span)
    span.within(done)
  })
  // The body is read in the connection's own turn, out of the span: what follows goes back into it.
  app.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request)
    if (span) span.within(done)
    else done()
  })
  app.addHook('onResponse', async (request, { statusCode }) => {
    spans.get(request)?.end({ 'http.response.status_code': statusCode }, statusCode >= 500 ? 'failed' : undefined)
  })
}
