import createClient, { type Middleware } from 'openapi-fetch'
import { language } from '../i18n/text.ts'
import type { components, paths } from './openapi.d.ts'
import { ProblemError } from './problem.ts'

/** The named shapes of the contract: `Schemas['Ticket']`. */
export type Schemas = components['schemas']

const reading = new Set(['GET', 'HEAD'])

const stamp: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', language())
    if (request.headers.get('idempotency-key') === 'none') request.headers.delete('idempotency-key')
    else if (!reading.has(request.method) && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', newKey())
    return request
  },
}

/** For a POST that changes nothing (a check, a preview): it needs to be remembered by no key. */
export const changesNothing = { 'idempotency-key': 'none' } as const

/** The one door to the server; its types are the contract. Wrap each call in `answered` to get the data or a `ProblemError`. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? 'http://127.0.0.1' : location.origin,
  fetch: send,
})
api.use(stamp)

/** Waits for a call of `api` and gives its data; throws a `ProblemError` for every refusal, failure or lost connection. */
export async function answered<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call
  if (response.ok) return data as Exclude<Data, undefined>
  const problem = new ProblemError(response.status, error)
  if (problem.status === 401 && problem.code === 'request.unauthenticated') for (const watcher of watchers) watcher()
  throw problem
}

const watchers = new Set<() => void>()

/** Calls back when the server no longer knows who we are (the session ended); returns how to stop. */
export function watchSignedOut(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** A fresh Idempotency-Key. `crypto.randomUUID` exists only on https and localhost; a desk in a local network has neither. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** How long to wait before each further try of a mutation whose answer was lost. */
const patience = [400, 1_500] as const

/**
 * Sends a request. A mutation whose connection broke is sent again with the same Idempotency-Key: the server does it once,
 * however often it arrives. Reading is retried by the query cache instead.
 */
async function send(request: Request): Promise<Response> {
  const again = reading.has(request.method) ? [] : patience
  for (const wait of again) {
    try {
      return await fetch(request.clone())
    } catch (error) {
      if (request.signal.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  try {
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    throw new ProblemError(0, undefined)
  }
}
