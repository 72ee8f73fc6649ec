/** A program at the desk's API, signed in as a member. */
export interface ApiCaller {
  readonly url: string
  readonly cookie: string
  call<Body>(method: string, path: string, body?: object): Promise<Body>
}

/** The first workspace of an empty desk, made through its own door; the caller is its first member. */
export async function setUpDesk(url: string): Promise<ApiCaller> {
  const answer = await post(url, '/api/setup', {
    workspaceName: 'Evidence',
    language: 'en',
    zone: 'Europe/Berlin',
    currency: 'EUR',
    name: 'First Member',
    email: 'first@evidence.test',
    password: 'a long enough password',
  })
  return callerOf(url, answer)
}

function post(url: string, path: string, body: object): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function callerOf(url: string, answer: Response): Promise<ApiCaller> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return {
    url,
    cookie,
    async call(method, path, body) {
      const reply = await fetch(url + path, {
        method,
        headers: { cookie, 'accept-language': 'en', ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await reply.text()
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
      return JSON.parse(text)
    },
  }
}
