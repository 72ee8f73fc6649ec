import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** What a call came to: an answer, or a connection that ended before one was read. */
export type Heard =
  | { readonly status: number; readonly body: string; readonly replayed: boolean; readonly retryAfterMs: number }
  | 'cut'

/** A call of the API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: object
  readonly key?: string
  /** Cuts the connection so many milliseconds after the request was written, whatever has come back by then. */
  readonly cutAfterMs?: number
}

/** A program that uses the API by its token, or a browser by its session's cookie, and hangs up when told to. */
export class Caller {
  readonly #credentials: Readonly<Record<string, string>>
  readonly #agent: Agent

  constructor(credentials: string | { readonly cookie: string }, connections = 32) {
    this.#credentials =
      typeof credentials === 'string' ? { authorization: `Bearer ${credentials}` } : { ...credentials }
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: 4_096 })
  }

  /** Calls once. Never rejects: nobody there, cut off and hung up are all `cut`. */
  call(port: number, { method, path, body, key, cutAfterMs }: Call): Promise<Heard> {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((done) => {
      const sent = request({
        host: '127.0.0.1',
        port,
        method,
        path,
        ...(cutAfterMs === undefined ? { agent: this.#agent } : { agent: false }),
        headers: {
          ...this.#credentials,
          'accept-language': 'en',
          ...(payload !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
          ...(key !== undefined && { 'idempotency-key': key }),
        },
      })
      sent.on('error', () => done('cut'))
      sent.on('response', (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', () => done('cut'))
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            replayed: answer.headers['idempotent-replayed'] === 'true',
            retryAfterMs: Number(answer.headers['retry-after'] ?? 0) * 1_000,
          }),
        )
      })
      if (cutAfterMs !== undefined) sent.on('finish', () => setTimeout(() => sent.destroy(), cutAfterMs))
      sent.end(payload)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Posts until it is accepted; the key makes sure that it counts once. Resolves with the answer's body. */
export async function insist(caller: Caller, port: number, path: string, body: object, key: string) {
  for (;;) {
    const heard = await caller.call(port, { method: 'POST', path, body, key })
    if (heard !== 'cut' && heard.status === 201) return JSON.parse(heard.body)
    if (heard !== 'cut' && heard.status < 500 && heard.status !== 429) throw new Error(`${path}: ${heard.body}`)
    await pause(heard === 'cut' ? 50 : Math.max(50, heard.retryAfterMs))
  }
}
