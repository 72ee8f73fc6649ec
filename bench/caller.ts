import { Agent, type IncomingMessage, request } from 'node:http'

export interface Answered {
  readonly status: number
  readonly text: string
  /** from the first byte sent to the last byte received */
  readonly ms: number
  readonly headers: IncomingMessage['headers']
}

/** A program at the desk's API that keeps its connections open, as a browser does. */
export interface Caller {
  readonly cookie: string
  /** Rejects when the desk does not answer with 2xx: a refused request has no speed. */
  call(method: string, path: string, body?: object): Promise<Answered>
  json<Body>(method: string, path: string, body?: object): Promise<Body>
  close(): void
}

/** Signs a member in at one process of the desk; the cookie holds at every other one too. */
export async function signIn(url: string, credentials: { email: string; password: string }): Promise<Caller> {
  const stranger = callerAt(url, '')
  const { headers } = await stranger.call('POST', '/api/session', credentials)
  stranger.close()
  return callerAt(url, (headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; '))
}

/** @param connections at once */
export function callerAt(url: string, cookie: string, connections = 16): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)
  const call: Caller['call'] = (method, path, body) =>
    new Promise((done, fail) => {
      const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
      const headers = { cookie, ...(sent && { 'content-type': 'application/json', 'content-length': sent.length }) }
      const begun = performance.now()
      const asked = request({ agent, hostname, port, method, path, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.once('error', fail)
        answer.once('end', () => {
          const ms = performance.now() - begun
          const status = answer.statusCode ?? 0
          const text = Buffer.concat(chunks).toString()
          if (status >= 200 && status < 300) done({ status, text, ms, headers: answer.headers })
          else fail(new Error(`${method} ${path}: ${status} ${text.slice(0, 500)}`))
        })
      })
      asked.once('error', fail)
      asked.end(sent)
    })
  return {
    cookie,
    call,
    json: async <Body>(method: string, path: string, body?: object) =>
      JSON.parse((await call(method, path, body)).text) as Body,
    close: () => agent.destroy(),
  }
}
